// The keys of the editor, as Word has them.
import { form, isText, locate } from "./page.js";
import * as acts from "./acts.js";
import { commit, undo, redo } from "./history.js";
import * as typing from "./typing.js";

const ARROWS = { ArrowUp: "up", ArrowDown: "down", ArrowLeft: "left", ArrowRight: "right" };

function here(field) {
  const place = locate(field);
  return Object.assign(place, { start: field.selectionStart, end: field.selectionEnd });
}
function sectionOf(element) { const row = element.closest("[data-section]"); return row && row.dataset.key; }
function taskOf(element) { const row = element.closest(".plan-task"); return row && row.dataset.key; }

// Alt+Shift+arrow: promote, demote, move.
function arrange(event, arrow) {
  const target = event.target, section = sectionOf(target), task = taskOf(target);
  if (!section) return false;
  const focus = isText(target) ? here(target) : null;
  if (task && (arrow === "up" || arrow === "down")) return commit(acts.moveTask(task, arrow === "down", focus)) || true;
  if (task) return false;
  if (arrow === "up" || arrow === "down") commit(acts.move(section, arrow === "down", focus));
  else commit(acts.shift(section, arrow === "right", focus));
  return true;
}

function newBelow(target) {
  const section = sectionOf(target), task = taskOf(target);
  if (task) commit(acts.addTask(section, task));
  else if (section) commit(acts.add(section, false));
  else commit(acts.append("roman"));
}

// Enter in a heading goes on as in Word: to the text below, to a section of its own, or one level up.
function enterInHeading(field) {
  const section = sectionOf(field), row = field.closest("[data-section]");
  if (!field.value.trim()) {
    if (row.dataset.level && Number(row.dataset.level) > 1) commit(acts.shift(section, false, here(field)));
    else row.querySelector("[name=section_body]").focus();
    return;
  }
  if (field.selectionStart >= field.value.trimEnd().length) {
    const body = row.querySelector("[name=section_body]");
    body.focus();
    body.setSelectionRange(0, 0);
    return;
  }
  commit(acts.split(section, field.selectionStart));
}

// Backspace in a section that holds nothing takes the section away.
function backspace(field) {
  if (field.name !== "section_heading" || field.value) return false;
  const row = field.closest("[data-section]");
  const empty = Array.from(row.querySelectorAll("textarea")).every(function (text) { return !text.value.trim(); });
  if (!empty || row.querySelector(".plan-task")) return false;
  commit(acts.remove(row.dataset.key));
  return true;
}

// Arrows at the edge of a cell go to the next one.
function step(event, arrow) {
  const field = event.target, cell = field.closest(".plan-cell");
  if (!cell || field.selectionStart !== field.selectionEnd) return;
  const at = field.selectionStart, length = field.value.length;
  if (arrow === "left" || arrow === "right") {
    if (at !== (arrow === "left" ? 0 : length)) return;
    const cells = Array.from(field.closest(".plan-tasks").querySelectorAll(".plan-cell:not([hidden]) textarea"));
    const next = cells[cells.indexOf(field) + (arrow === "left" ? -1 : 1)];
    if (next) { event.preventDefault(); go(next, arrow === "left"); }
    return;
  }
  const row = field.closest(".plan-task"), other = arrow === "up" ? row.previousElementSibling : row.nextElementSibling;
  const wanted = other && other.querySelector('[data-column="' + CSS.escape(cell.dataset.column) + '"]:not([hidden]) textarea');
  if (!wanted) return;
  const edge = arrow === "up" ? 0 : length;
  if (at === edge) { event.preventDefault(); go(wanted, arrow === "up"); return; }
  // On the first or last line on the screen the browser leaves the cursor where it was.
  setTimeout(function () {
    if (field.selectionStart === at && document.activeElement === field) go(wanted, arrow === "up");
  }, 0);
}
function go(field, toEnd) {
  field.focus();
  const at = toEnd ? field.value.length : 0;
  field.setSelectionRange(at, at);
}

const handlers = [];
// Keys that work anywhere on the page: handler(event) returns true when it used the key.
export function everywhere(handler) { handlers.push(handler); }

function onKey(event) {
  if (event.isComposing || event.defaultPrevented) return;
  for (const handler of handlers) if (handler(event)) { event.preventDefault(); return; }
  const target = event.target, control = event.ctrlKey || event.metaKey, key = event.key.toLowerCase();
  // A click beside the fields leaves the cursor nowhere; the fields of other forms and boxes keep their own keys.
  if (!form.contains(target) && target.closest("input, textarea, select, button, a, summary, dialog, aside")) return;
  const used = function () { event.preventDefault(); event.stopPropagation(); };
  if (control && !event.altKey) {
    if (key === "z") { used(); (event.shiftKey ? redo : undo)(); return; }
    if (key === "y") { used(); redo(); return; }
    if (event.key === "Enter" && form.contains(target)) { used(); newBelow(target); }
    return;
  }
  if (!form.contains(target)) return;
  const arrow = ARROWS[event.key];
  if (event.altKey && event.shiftKey && arrow) { if (arrange(event, arrow)) used(); return; }
  if (!isText(target) || event.altKey) return;
  if (event.key === "Enter" && !event.shiftKey) {
    if (target.name === "section_heading") { used(); enterInHeading(target); }
    else if (target.tagName === "TEXTAREA") { if (typing.enter(target)) used(); }
    else used();  // in a line of its own Enter would send the whole form
    return;
  }
  if (event.key === "Tab" && target.tagName === "TEXTAREA") { if (typing.tab(target, event.shiftKey)) used(); return; }
  if (event.key === "Backspace") { if (backspace(target)) used(); return; }
  if (arrow && !event.shiftKey && target.tagName === "TEXTAREA") step(event, arrow);
}

export function start() { document.addEventListener("keydown", onKey); }
