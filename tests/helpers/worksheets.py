"""Moodle's grading worksheet as sites of many languages write it, made for tests.

Four learners 501 to 504 in two teams 251 and 252; the second one handed in nothing.
"""

import csv
import io

# Headings in Moodle's order: identifier, name, address, status, group, grade, maximum, can be changed, changed
# (submission), changed (grade), comments; then the word for a participant, how 3 November 2026 and 9 October 2026,
# both 22:15, are written, the decimal mark, and the code page of Windows for the language.
LANGUAGES = {
    "English": ("Identifier|Full name|Email address|Status|Group|Grade|Maximum grade|Grade can be changed|"
                "Last modified (submission)|Last modified (grade)|Feedback comments", "Participant ",
                "Tuesday, 3 November 2026, 10:15 PM", "Friday, 9 October 2026, 10:15 PM", ".", "cp1252"),
    "American": ("Identifier|Full name|Email address|Status|Group|Grade|Maximum grade|Grade can be changed|"
                 "Last modified (submission)|Last modified (grade)|Feedback comments", "Participant ",
                 "Tuesday, November 3, 2026, 10:15 PM", "Friday, October 9, 2026, 10:15 PM", ".", "cp1252"),
    "German": ("ID|Vollständiger Name|E-Mail-Adresse|Status|Gruppe|Bewertung|Bestwertung|"
               "Bewertung kann geändert werden|Zuletzt geändert (Abgabe)|Zuletzt geändert (Bewertung)|"
               "Feedback als Kommentar", "Teilnehmer/in", "Dienstag, 3. November 2026, 22:15",
               "Freitag, 9. Oktober 2026, 22:15", ",", "cp1252"),
    "Spanish": ("Identificador|Nombre completo|Dirección de correo|Estado|Grupo|Calificación|Calificación máxima|"
                "La calificación puede ser cambiada|Última modificación (entrega)|"
                "Última modificación (calificación)|Comentarios de retroalimentación", "Participante",
                "martes, 3 de noviembre de 2026, 22:15", "viernes, 9 de octubre de 2026, 22:15", ",", "cp1252"),
    "French": ("Identifiant|Nom complet|Adresse de courriel|Statut|Groupe|Note|Note maximale|"
               "La note peut être modifiée|Dernière modification (travail remis)|Dernière modification (note)|"
               "Feedback par commentaires", "Participant ", "mardi 3 novembre 2026, 22:15",
               "vendredi 9 octobre 2026, 22:15", ",", "cp1252"),
    "Portuguese": ("Identificador|Nome completo|E-mail|Estado|Grupo|Nota|Nota máxima|A nota pode ser alterada|"
                   "Última atualização (submissão)|Última atualização (avaliação)|Comentários de feedback",
                   "Participante ", "terça-feira, 3 de novembro de 2026 às 22:15",
                   "sexta-feira, 9 de outubro de 2026 às 22:15", ",", "cp1252"),
    "Italian": ("Identificativo|Nome|Indirizzo email|Stato|Gruppo|Valutazione|Valutazione massima|"
                "La valutazione può essere cambiata|Ultima modifica (consegna)|Ultima modifica (valutazione)|"
                "Commenti", "Partecipante ", "martedì, 3 novembre 2026, 22:15", "venerdì, 9 ottobre 2026, 22:15",
                ",", "cp1252"),
    "Dutch": ("Identificatie|Volledige naam|E-mailadres|Status|Groep|Cijfer|Maximaal cijfer|"
              "Het cijfer kan gewijzigd worden|Laatst gewijzigd (inzending)|Laatst gewijzigd (beoordeling)|"
              "Feedback tekstvak", "Deelnemer", "dinsdag, 3 november 2026, 22:15", "vrijdag, 9 oktober 2026, 22:15",
              ",", "cp1252"),
    "Polish": ("Identyfikator|Pełna nazwa|Adres e-mail|Status|Grupa|Ocena|Najwyższa ocena|Ocena może być zmieniona|"
               "Ostatnia modyfikacja (zadanie)|Ostatnia modyfikacja (ocena)|Komentarze", "Uczestnik",
               "wtorek, 3 listopada 2026, 22:15", "piątek, 9 października 2026, 22:15", ",", "cp1250"),
    "Russian": ("Идентификатор|Полное имя|Адрес электронной почты|Статус|Группы|Оценка|Максимальная оценка|"
                "Оценка может быть изменена|Последнее изменение (ответ)|Последнее изменение (оценка)|"
                "Отзыв в виде комментария", "Участник", "вторник, 3 ноября 2026, 22:15",
                "пятница, 9 октября 2026, 22:15", ",", "cp1251"),
    "Ukrainian": ("Ідентифікатор|Повна назва|Електронна пошта|Статус|Група|Оцінка|Максимальна оцінка|"
                  "Оцінка може бути змінена|Востаннє змінювалося (здача)|Востаннє змінювалося (оцінка)|"
                  "Відгук - коментарем", "Учасник", "вівторок 3 листопада 2026 22:15 ", "п'ятниця 9 жовтня 2026 22:15 ",
                  ",", "cp1251"),
    "Turkish": ("Tanımlayıcı|Tam adı|E-posta adresi|Durum|Grup|Not|Enyüksek not|Not değiştirilebilir|"
                "Son düzenleme (gönderim)|Son düzenleme (not)|Geri bildirim yorumları", "Katılımcı",
                "Salı, 3 Kasım 2026, 10:15 ÖS", "Cuma, 9 Ekim 2026, 10:15 ÖS", ",", "cp1254"),
    "Greek": ("Αναγνωριστικό|Πλήρες όνομα|Διεύθυνση ηλε.ταχυδρομείου|Κατάσταση|Ομάδα|Βαθμός|Μέγιστος Βαθμός|"
              "Ο βαθμός μπορεί να αλλάξει|Τελευταία τροποποιημένη (υποβολή)|Τελευταία τροποποίηση (βαθμολόγηση)|"
              "Σχόλια ανατροφοδότησης", "Συμμετέχων", "Τρίτη, 3 Νοεμβρίου 2026, 10:15 μμ",
              "Παρασκευή, 9 Οκτωβρίου 2026, 10:15 μμ", ",", "cp1253"),
    "Arabic": ("المُعرَّف|الاسم كاملا|عنوان البريد الإلكتروني|الحالة|المجموعة|الدرجة|أعلى تقدير|يمكن تغيير الدرجة|"
               "آخر تعديل (التسليم)|آخر تعديل (التقدير)|تعليقات الإفادة", "المشارك",
               "الثلاثاء، 3 نوفمبر 2026، 10:15 م", "الجمعة، 9 أكتوبر 2026، 10:15 م", ".", "cp1256"),
    "Chinese": ("标识符|全名|电子邮件地址|状态|小组|成绩|最高分|允许更改成绩|上次修改（作业）|上次修改（评分）|反馈意见",
                "参与人", "2026年11月3日 星期二 22:15", "2026年10月9日 星期五 22:15", ".", "gb18030"),
    "Japanese": ("ID|フルネーム|メールアドレス|ステータス|グループ|評点|最大評点|評点変更可|最終更新日時 (提出)|"
                 "最終更新日時 (評定)|フィードバックコメント", "参加者", "2026年 11月 3日(火曜日) 22:15",
                 "2026年 10月 9日(金曜日) 22:15", ".", "cp932"),
    "Indonesian": ("Pengenal|Nama lengkap|Alamat email|Status|Kelompok|Nilai|Nilai maksimum|Nilai dapat diubah|"
                   "Terakhir diubah (pengajuan)|Terakhir diubah (nilai)|Komentar umpan balik", "Peserta ",
                   "Selasa, 3 November 2026, 22:15", "Jumat, 9 Oktober 2026, 22:15", ",", "cp1252"),
    # A site with words of its own: position and content alone tell what is what.
    "of its own": ("Wer|Mensch|Post|Lage|Haufen|Zahl|Höchste Zahl|Offen|Abgegeben am|Angesehen am|Wort", "Kopf ",
                   "3. November 2026, 22:15", "9. Oktober 2026, 22:15", ",", "cp1252"),
}  # fmt: skip
MAXIMUM = 12
NAMES = ("Amina Bello", "Ben Okoro", "Li Wei", "Li Wei")
GRADE, COMMENT = 5, 10  # places of the columns that are ours to fill


def table(language, *, names=NAMES, blind=False, team=True):
    """``(headings, rows)``: learners 501, 502, …; the second one handed in nothing. Without a group's column if
    not ``team``, without names and addresses if ``blind``."""
    headings, word, first, second, mark, _ = LANGUAGES[language]
    rows = []
    for number, name in enumerate(names, 501):
        handed_in = "-" if number == 502 else first if number % 2 else second
        rows.append(
            [f"{word}{number}", name, f"l{number}@example.org", "OK -  - ", f"Team {(number - 501) // 2 + 251}", "",
             f"{MAXIMUM}{mark}00", "+", handed_in, "-", ""]
        )  # fmt: skip
    left_out = ({1, 2} if blind else set()) | (set() if team else {4})
    cut = [
        [cell for place, cell in enumerate(row) if place not in left_out]
        for row in (headings.split("|"), *rows)
    ]
    return cut[0], cut[1:]


def written(language, separator=",", codec="utf-8", **options):
    """The same as the bytes of a file, as Moodle or Excel writes it."""
    headings, rows = table(language, **options)
    stream = io.StringIO()
    csv.writer(stream, delimiter=separator).writerows([headings, *rows])
    return stream.getvalue().encode(codec)
