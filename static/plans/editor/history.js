// One history for all that is done to the plan: what is typed, and what is added, moved and removed.
//
// A stretch of typing is one step (a pause of a second ends it, so does another field). A step of the outline keeps
// the whole plan before and after it; texts are shared between them, so a hundred steps cost little.
import { form, isText, locate, fieldAt, reveal, changed, say } from "./page.js";
import { read, write, copy } from "./state.js";
import { mergeLines } from "./lines.js";

const LIMIT = 200, PAUSE = 1000;
let past = [], future = [];
let open = null, timer = null, last = null;
const known = new WeakMap();
const listeners = [];

function selection(field) {
  try { return [field.selectionStart, field.selectionEnd]; } catch (e) { return [null, null]; }
}

function push(step) {
  past.push(step);
  if (past.length > LIMIT) past = past.slice(-LIMIT);
  future = [];
  tell();
}
function tell() { for (const listener of listeners) listener(past.length > 0 || Boolean(open), future.length > 0); }
export function onChange(listener) { listeners.push(listener); }

// End the stretch of typing, if there is one.
export function close() {
  clearTimeout(timer);
  if (!open) return;
  const step = open;
  open = null;
  const field = step.field;
  known.set(field, field.value);
  if (field.value === step.before) { tell(); return; }
  push({ kind: "text", place: step.place, before: step.before, after: field.value, from: step.from, to: selection(field) });
}

function begin(field, before) {
  if (open && open.field === field) return;
  close();
  open = { field: field, place: locate(field), before: before, from: selection(field) };
  future = [];
  tell();
}

// Write a text by script as if it had been typed: it can be undone, and it is saved.
export function edit(field, value, start, end) {
  close();
  begin(field, field.value);
  field.value = value;
  if (start !== undefined) field.setSelectionRange(start, end === undefined ? start : end);
  close();
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

// Do something to the outline: `act` changes the state and may return {sentence, focus, refused}.
export function commit(act, quiet) {
  close();
  const before = read();
  const after = copy(before);
  const from = document.activeElement && isText(document.activeElement) ? locate(document.activeElement) : last;
  const said = act(after) || {};
  if (said.refused) { say(said.refused); return false; }
  write(after);
  push({ kind: "shape", before: before, after: after, label: said.sentence || "", from: from, to: said.focus || null });
  if (said.focus) focusOn(said.focus);
  if (!quiet) say(said.sentence || "", undo);
  changed();
  return true;
}

function focusOn(place) {
  const field = fieldAt(place);
  if (field) reveal(field, place.start === undefined ? field.value.length : place.start, place.end);
}

function show(step, side) {
  if (step.kind === "text") {
    const field = fieldAt(step.place);
    if (!field) return;
    field.value = step[side];
    known.set(field, field.value);
    const at = side === "before" ? step.from : step.to;
    reveal(field, at[0] === null ? undefined : at[0], at[1]);
    return;
  }
  write(copy(step[side]));
  const place = side === "before" ? step.from || step.to : step.to || step.from;
  if (place) focusOn(place);
}

export function undo() {
  close();
  const step = past.pop();
  if (!step) { say("Không còn gì để hoàn tác."); return; }
  future.push(step);
  show(step, "before");
  say(step.label ? "Đã hoàn tác: " + step.label : step.kind === "text" ? "" : "Đã hoàn tác.");
  tell();
  changed();
}

export function redo() {
  close();
  const step = future.pop();
  if (!step) { say("Không còn gì để làm lại."); return; }
  past.push(step);
  show(step, "after");
  say(step.label ? "Đã làm lại: " + step.label : "");
  tell();
  changed();
}

export function start() {
  form.addEventListener("beforeinput", function (event) {
    if (event.inputType === "historyUndo" || event.inputType === "historyRedo") {
      event.preventDefault();
      (event.inputType === "historyUndo" ? undo : redo)();
      return;
    }
    if (isText(event.target)) begin(event.target, event.target.value);
  });
  form.addEventListener("input", function (event) {
    const field = event.target;
    if (!isText(field) || field.name.startsWith("column-")) return;
    if (!open || open.field !== field) {
      if (!known.has(field)) { known.set(field, field.value); return; }
      const before = known.get(field);
      if (before === field.value) return;
      begin(field, before);
    }
    clearTimeout(timer);
    timer = setTimeout(close, PAUSE);
  });
  form.addEventListener("focusin", function (event) {
    const field = event.target;
    if (open && open.field !== field) close();
    if (isText(field)) last = locate(field);
    if (isText(field) || field.tagName === "SELECT") known.set(field, field.value);
  });
  form.addEventListener("change", function (event) {
    const field = event.target;
    if (field.tagName !== "SELECT" || field.name === "section_numbering" || !known.has(field)) return;
    const before = known.get(field);
    known.set(field, field.value);
    if (before !== field.value) push({ kind: "text", place: locate(field), before: before, after: field.value, from: [null], to: [null] });
  });
}

// What the fields of the steps of typing hold now, for `rebase` after a colleague's words have come in.
export function heldTexts() {
  close();
  const held = new Map();
  for (const step of [...past, ...future]) {
    const field = step.kind === "text" && fieldAt(step.place);
    if (field) held.set(step, field.value);
  }
  return held;
}

// A colleague's words came in: no step back takes them away again. A step of typing whose text he changed at the very
// same place is let go.
export function rebase(take, held) {
  close();
  const carried = function (step) {
    if (step.kind === "shape") {
      step.before = take(step.before);
      step.after = take(step.after);
      return true;
    }
    const field = fieldAt(step.place), was = held.get(step);
    if (!field || was === undefined || field.value === was) return true;
    const before = mergeLines(was, step.before, field.value), after = mergeLines(was, step.after, field.value);
    step.before = before.text;
    step.after = after.text;
    step.from = step.to = [null];
    return !before.clash && !after.clash && before.text !== after.text;
  };
  past = past.filter(carried);
  future = future.filter(carried);
  tell();
}

export function size() { return past.length; }
