// What Moodle takes of a lesson (mod/scorm, in its standard mode), in front of a run-time that takes more.

const SIGNS = (most) => new RegExp(`^[\\u0000-\\uFFFF]{0,${most}}$`);
const DECIMAL = /^-?([0-9]{0,3})(\.[0-9]*)?$/;
const LINE = /^.{0,255}$/;
const RANGES = [[/score\.(raw|min|max)$/, 0, 100], [/weighting$/, -100, 100]];
const OLD = [
  [/^cmi\.suspend_data$/, SIGNS(4096)],
  [/^cmi\.core\.lesson_status$/, /^(passed|completed|failed|incomplete|browsed)$/],
  [/^cmi\.core\.exit$/, /^(time-out|suspend|logout|)$/],
  [/^cmi\.core\.session_time$/, /^([0-9]{2,4}):([0-9]{2}):([0-9]{2})(\.[0-9]{1,2})?$/],
  [/^cmi\.core\.score\.(raw|min|max)$/, DECIMAL],
  [/^cmi\.interactions\.\d+\.id$/, /^[\u0021-\u007E]{0,255}$/],
  [/^cmi\.interactions\.\d+\.type$/, /^(true-false|choice|fill-in|matching|performance|sequencing|likert|numeric)$/],
  [/^cmi\.interactions\.\d+\.weighting$/, DECIMAL],
  [/^cmi\.interactions\.\d+\.student_response$/, LINE],
  [/^cmi\.interactions\.\d+\.result$/, /^(correct|wrong|unanticipated|neutral|([0-9]{0,3})?(\.[0-9]*)?)$/],
];
const NEW = [
  [/^cmi\.suspend_data$/, SIGNS(64000)],
  [/^cmi\.completion_status$/, /^(completed|incomplete|not attempted|unknown)$/],
  [/^cmi\.exit$/, /^(time-out|suspend|logout|normal|)$/],
  [/^cmi\.score\.scaled$/, /^-?([0-9]{1,5})(\.[0-9]{1,18})?$/],
  [/^cmi\.interactions\.\d+\.id$/, /^(?:(?!urn:)\S{1,4000}|urn:[A-Za-z0-9-]{1,31}:\S{1,4000})$/],
  [/^cmi\.interactions\.\d+\.type$/, /^(true-false|choice|fill-in|long-fill-in|matching|performance|sequencing|likert|numeric|other)$/],
  [/^cmi\.interactions\.\d+\.result$/, /^(correct|incorrect|unanticipated|neutral|-?([0-9]{1,5})(\.[0-9]{1,18})?)$/],
];

/**
 * @param {boolean} isNew SCORM 2004?
 * @param {string} name
 * @param {string} value
 */
export function takes(isNew, name, value) {
  const rules = (isNew ? NEW : OLD).filter(([of]) => of.test(name));
  if (!isNew && rules.length === 0) return false; // nothing else is written by these lessons
  const ranges = RANGES.filter(([of]) => of.test(name));
  return rules.every(([, form]) => form.test(value)) && ranges.every(([, low, high]) => Number(value) >= low && Number(value) <= high);
}
