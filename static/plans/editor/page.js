// The parts of the editor's page that all its modules speak of.
export const form = document.querySelector("form[data-plan-editor]");
export const list = form && form.querySelector("[data-sections]");
const said = form && form.querySelector("[data-said]");

const NO_TEXT = new Set(["csrfmiddlewaretoken", "version", "unit", "warnings", "act"]);
const TEXTS = "textarea, input:not([type]), input[type=text], input[type=number], input[type=date]";

// The fields of the plan outside its sections, by name; they stay the same as long as the page is open.
export const headFields = new Map();
if (form) {
  for (const field of form.elements) {
    const counts = field.name && !NO_TEXT.has(field.name) && field.type !== "submit" && !field.closest("#muc");
    if (counts) headFields.set(field.name, field);
  }
}

export function isText(field) {
  return Boolean(field && field.form === form && field.matches && field.matches(TEXTS));
}

// All texts of the plan in the order of the page, for finding and for jumping.
export function textFields() {
  return Array.from(form.querySelectorAll(TEXTS)).filter(function (field) {
    return field.form === form && field.type !== "hidden" && !field.name.startsWith("column-") && !field.closest("[hidden], template");
  });
}

// Where a field is, in words that stay true when its row moves or gets its number in the database.
export function locate(field) {
  const row = field.closest("[data-key]");
  const own = field.closest("[data-column]");
  const name = field.name.startsWith("extra-") ? "extra:" + own.dataset.column : field.name;
  return { row: row ? row.dataset.key : "", name: name };
}

export function rowOf(key) {
  return form.querySelector('[data-key="' + CSS.escape(key) + '"]');
}

export function fieldAt(place) {
  if (!place.row) return headFields.get(place.name) || null;
  const row = rowOf(place.row);
  if (!row) return null;
  if (place.name.startsWith("extra:")) {
    return row.querySelector('[data-column="' + CSS.escape(place.name.slice(6)) + '"] textarea');
  }
  return row.querySelector('[name="' + CSS.escape(place.name) + '"]');
}

// Show a field and select a part of it.
export function reveal(field, start, end, options) {
  for (let box = field.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
  if (!(options && options.stay)) {
    field.focus({ preventScroll: true });
    if (start !== undefined && field.setSelectionRange && field.type !== "number") {
      field.setSelectionRange(start, end === undefined ? start : end);
    }
  }
  const box = field.getBoundingClientRect();
  if (box.top < 70 || box.bottom > window.innerHeight - 120) field.scrollIntoView({ block: "center" });
}

export function changed() {
  form.dispatchEvent(new Event("change", { bubbles: true }));
}

function button(label, act) {
  const element = document.createElement("button");
  element.type = "button";
  element.className = "btn btn-sm btn-outline-secondary";
  element.textContent = label;
  element.addEventListener("click", act);
  return element;
}

// One sentence about what was just done, read out by screen readers; with what undoes it where that helps.
export function say(sentence, undo) {
  if (!said) return;
  said.replaceChildren();
  if (!sentence) return;
  const text = document.createElement("span");
  text.textContent = sentence;
  said.append(text);
  if (undo) said.append(button("Hoàn tác", undo));
}

export function make(tag, className, text) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
}

export { button };
