"""What a heading of a platform's table means, in the languages that facilitators use.

This list only helps: a grading worksheet is read by position and content too (see ``worksheet``), so that a
language that is not here, or a site with words of its own, is understood all the same.
"""

import unicodedata

PARTICIPANT, NO = "participant", "no"

# The heading as the English platform writes it, and what stands for it elsewhere.
_MEANINGS = {
    # no heading either: in the column that says whether a grade can be changed
    "no": """
        no; nein; non; não; nee; nej; nei; ei; ne; nie; nu; hayır; нет; ні; όχι; לא; لا; نہیں;
        否; いいえ; 아니오
        """,
    # not a heading: what stands for every name where marking is anonymous, without what no file may be called
    "participant": """
        participant; teilnehmer; teilnehmerin; teilnehmer/in; participante; partecipante; deelnemer;
        deltagare; deltager; deltaker; uczestnik; účastník; osallistuja; résztvevő; katılımcı; peserta;
        mshiriki; dalyvis; partaidea; участник; учасник; συμμετέχων; المشارك; مشارك; شریک; משתתף; 参与人;
        参与者; 參與者; 参加者; 참가자
        """,
    # in the plural: a list of one's own may have a role of another kind
    "roles": """
        roles; rollen; rôles; ruoli; papéis; funções; rols; rolak; roluri; роли; ролі; roller; roolit;
        szerepek; szerepkörök; peran; vai trò; majukumu; rolės; vaidmenys; ρόλοι; תפקידים; الأدوار;
        نقش‌ها; نقشها; رولز; 角色; ロール; 역할; บทบาท; भूमिकाएँ
        """,
    "identifier": """
        identifier; identificador; identificativo; identifikatzailea; identifiant; identificatie;
        identificator; identifikatorius; identifierare; tanımlayıcı; pengenal; mã định danh; kitambulisho;
        идентификатор; ідентифікатор; αναγνωριστικό; identyfikator; identifikátor; tunniste; המזהה; מזהה;
        المعرف; شناسه; شناخت کنندہ; 标识符; 識別碼; 식별자; ตัวระบุ; पहचानकर्ता
        """,
    "full name": """
        full name; fullname; vollständiger name; nombre completo; nom complet; nome completo;
        volledige naam; nume complet; полное имя; повне ім'я; повна назва; fullständigt namn; fulde navn;
        fullt navn; koko nimi; tam adı; pełna nazwa; celé jméno; teljes név; nama lengkap; họ và tên;
        jina kamili; visas pavadinimas; πλήρες όνομα; שם מלא; الاسم الكامل; الاسم كاملا; نام کامل;
        پورا نام; 全名; 姓名; フルネーム; 氏名; 전체 이름; 성명; ชื่อเต็ม; पूरा नाम; izen osoa
        """,
    "first name": """
        first name; vorname; prénom; voornaam; prenume; имя; ім'я; förnamn; fornavn; etunimi; adı; imię;
        křestní jméno; keresztnév; nama depan; tên; jina la kwanza; vardas; nombre(s); όνομα; שם פרטי;
        الاسم الأول; نام; 名; 名字; 이름; ชื่อ; पहला नाम; izena
        """,
    "last name": """
        last name; surname; nachname; nom de famille; achternaam; nume de familie; nume; фамилия;
        прізвище; efternamn; efternavn; etternavn; sukunimi; soyadı; nazwisko; příjmení; vezetéknév;
        nama belakang; họ; jina la mwisho; pavardė; apellido; apellidos; apellido(s); apelido; apelidos;
        sobrenome; cognome; cognoms; επώνυμο; επίθετο; שם משפחה; الاسم الأخير; اسم العائلة; نام خانوادگی;
        姓; 姓氏; 성; นามสกุล; उपनाम; abizena(k)
        """,
    "name": "name; nom; nome; nombre; naam; namn; navn; nimi; ad; nama; jina",
    "email address": """
        email address; email; e-mail; e-mail-adresse; e-mailadresse; dirección de correo; dirección email;
        correo; correo electrónico; adresse de courriel; courriel; adresse e-mail; indirizzo email;
        e-mailadres; endereço de email; endereço de e-mail; adreça electrònica; enderezo de correo;
        helbide elektronikoa; adresă de e-mail; adresa de e-mail; адрес электронной почты;
        электронная почта; електронна пошта; e-postadress; e-postadresse; e-post; e-posta adresi; e-posta;
        adres e-mail; e-mailová adresa; e-mail-cím; alamat email; địa chỉ thư điện tử; barua pepe;
        el. pašto adresas; sähköpostiosoite; διεύθυνση ηλεκτρονικού ταχυδρομείου; כתובת דוא"ל;
        דואר אלקטרוני; عنوان البريد الإلكتروني; البريد الإلكتروني; ایمیل; ای میل اڈریس; 电子邮件地址;
        电子邮件; 電子郵件; メールアドレス; 이메일 주소; อีเมล; ईमेल पता
        """,
    "id number": """
        id number; idnumber; id-nummer; número de id; número id; numéro d'identification;
        codice identificativo; nummer (id); número de identificação (id); número de identificação;
        număr id; индивидуальный номер; індивідуальний номер; id nummer; id numarası; numer id; nomor id;
        id numeris; αναγνωριστικός αριθμός; מספר זיהוי; رقم المعرف; رقم التعريف; 学号; idナンバ; id 번호;
        número ID; id zenbakia; matrikelnummer
        """,
    "username": """
        username; anmeldename; benutzername; nombre de usuario; nom d'utilisateur; nome de usuario;
        nome de utilizador; gebruikersnaam; nume de utilizator; логин; имя пользователя; ім'я входу;
        användarnamn; brugernavn; kullanıcı adı; nazwa użytkownika; uživatelské jméno; nama pengguna;
        tên đăng nhập; naudotojo vardas; nom d'usuari; erabiltzaile-izena; όνομα χρήστη; שם משתמש;
        اسم المستخدم; صارف نام; 用户名; ユーザ名; 사용자 아이디
        """,
    "status": """
        status; estado; estat; statut; stato; egoera; stare; статус; būsena; durum; stav; tila; állapot;
        hali; trạng thái; κατάσταση; סטטוס; الحالة; حالت; وضعیت; 状态; ステータス; 상태; สถานะ; स्थिति
        """,
    "group": """
        group; groups; gruppe; gruppen; grupo; grupos; groupe; groupes; gruppo; gruppi; grup; grups;
        groep; groepen; grupuri; группа; группы; група; групи; grupp; grupper; gruplar; grupa; grupy;
        skupina; skupiny; csoport; ryhmä; ryhmät; kelompok; nhóm; kundi; makundi; grupė; grupės;
        kurso grupės; taldea; taldeak; ομάδα; ομάδες; קבוצה; קבוצות; المجموعة; المجموعات; گروه; گروپ;
        گروپس; 小组; 群組; グループ; 그룹; 모둠; กลุ่ม; समूह
        """,
    "marker": """
        marker; grader; bewerter/in; evaluador; avaluador; évaluateur; valutatore; beoordelaar; avaliador;
        corrector; оценщик; оцінювач; bedömare; değerlendirici; vertintojas; kalifikatzailea;
        βαθμολογητής; المصحح; مارکر; 批改人; 採点者
        """,
    "grade": """
        grade; bewertung; calificación; qualificació; cualificación; note; nota; valutazione; cijfer;
        оценка; оцінка; betyg; not; ocena; známka; nilai; điểm; įvertinimas; kalifikazioa; βαθμός; ציון;
        الدرجة; التقدير; نمره; گریڈ; 成绩; 評点; 成績; 성적
        """,
    "maximum grade": """
        maximum grade; bestwertung; calificación máxima; qualificació màxima; note maximale;
        cualificación máxima; valutazione massima; maximaal cijfer; nota máxima; notă maximă;
        максимальная оценка; максимальна оцінка; maxbetyg; enyüksek not; en yüksek not;
        didžiausias įvertinimas; gehieneko kalifikazioa; μέγιστος βαθμός; أعلى تقدير; 最高分; 最高成绩;
        最大評点; 최대 성적
        """,
    "feedback comments": """
        feedback comments; feedback als kommentar; comentarios de retroalimentación; comentarios;
        comentaris de retroacció; feedback par commentaires; commenti; feedback tekstvak;
        comentários de feedback; comentarii de feedback; отзыв в виде комментария; відгук - коментарем;
        återkopplingskommentarer; geri bildirim yorumları; grįžtamojo ryšio komentarai;
        feedback-iruzkinak; σχόλια ανατροφοδότησης; تعليقات الإفادة; 反馈意见; フィードバックコメント;
        피드백 코멘트
        """,
    "grade can be changed": "grade can be changed",
    "last modified (submission)": "last modified (submission)",
    "last modified (grade)": "last modified (grade)",
}  # fmt: skip


def folded(text: str) -> str:
    """``First name``, ``first_name`` and ``FIRST  NAME.`` alike; Arabic without its vowel marks."""
    text = unicodedata.normalize("NFKC", text).casefold().replace("’", "'").replace("_", " ")
    text = "".join(one for one in text if not "\u064b" <= one <= "\u0652" and one != "\u0307")
    return " ".join(text.split()).rstrip(".:")


_MEANING_OF = {
    folded(word): meaning for meaning, words in _MEANINGS.items() for word in words.split(";") if word.strip()
}
WORDS = {word for written in _MEANING_OF for word in (written, *written.split())}


def meaning(heading: str) -> str | None:
    """The English heading that means the same, or ``None``."""
    return _MEANING_OF.get(folded(heading))


# ---- Roles -----------------------------------------------------------------------------------------

STAFF, LEARNER = "staff", "learner"
# What a list of participants says of people's roles, as the platform calls them. No headings: Canvas has one
# that is Student.
_ROLES = {
    STAFF: """
        teacher; non-editing teacher; manager; course creator; trainer/in;
        trainer/in ohne bearbeitungsrecht; manager/in; kursersteller/in; profesor; docente;
        profesor sin permiso de edición; gestor; creador de curso; enseignant; enseignant non éditeur;
        gestionnaire; créateur de cours; professor; professor sense permís d'edició; docente non editor;
        leraar; leraar zonder bewerkingsrechten; docent; beheerder; преподаватель; учитель;
        учитель без права редактирования; управляющий; викладач; вчитель; lärare; underviser; lærer;
        opettaja; öğretmen; prowadzący; nauczyciel; učitel; tanár; guru; pengajar; giáo viên; mwalimu;
        dėstytojas; mokytojas; irakaslea; διδάσκων; καθηγητής; εκπαιδευτικός; מורה; מרצה; معلم; المعلم;
        أستاذ; استاد; 教师; 教師; 老師; 교사; 강사; อาจารย์; ครู; शिक्षक
        """,
    LEARNER: """
        student; studierende/r; student/in; estudiante; alumno; étudiant; estudiant; studente; leerling;
        aluno; estudante; студент; ученик; учень; elev; studerende; opiskelija; öğrenci; uczeń; hallgató;
        tanuló; siswa; mahasiswa; học viên; sinh viên; mwanafunzi; studentas; ikaslea; φοιτητής; μαθητής;
        סטודנט; תלמיד; طالب; الطالب; دانشجو; طالب علم; 学生; 學生; 학생; นักเรียน; นักศึกษา; छात्र; विद्यार्थी
        """,
}  # fmt: skip
_ROLE_OF = {folded(word): role for role, words in _ROLES.items() for word in words.split(";") if word.strip()}


def role(text: str) -> str | None:
    """``STAFF``, ``LEARNER``, or ``None`` for a role that is not known."""
    return LEARNER if meaning(text) == PARTICIPANT else _ROLE_OF.get(folded(text))
