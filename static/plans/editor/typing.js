// Lists as Word writes them: Enter goes on with the item, Enter in an empty item ends the list, Tab makes "- " a "+ ".
import { edit } from "./history.js";

function lineAt(text, at) {
  const start = text.lastIndexOf("\n", at - 1) + 1;
  const end = text.indexOf("\n", at);
  return { start: start, end: end < 0 ? text.length : end };
}

function markOf(line) {
  const match = /^\s*([-+])(\s|$)/.exec(line);
  return match ? match[1] : "";
}

// Returns true when the key was used.
export function enter(field) {
  const text = field.value, at = field.selectionStart;
  const line = lineAt(text, at), whole = text.slice(line.start, line.end);
  const mark = markOf(whole);
  if (!mark || at === line.start) return false;
  if (at === field.selectionEnd && !whole.replace(/^\s*[-+]\s*/, "")) {
    edit(field, text.slice(0, line.start) + text.slice(line.end), line.start);
    return true;
  }
  const rest = text.slice(field.selectionEnd).replace(/^[ \t]+/, "");
  const put = "\n" + mark + " ";
  edit(field, text.slice(0, at) + put + rest, at + put.length);
  return true;
}

// Tab on lines of a list; false where there is nothing to turn, so that Tab leaves the field as everywhere else.
export function tab(field, back) {
  const text = field.value;
  const from = lineAt(text, field.selectionStart).start, to = lineAt(text, field.selectionEnd).end;
  const lines = text.slice(from, to).split("\n");
  const wanted = back ? "+" : "-";
  if (!lines.some(function (line) { return markOf(line) === wanted; })) return false;
  const turned = lines.map(function (line) {
    return markOf(line) === wanted ? line.replace(/[-+]/, back ? "-" : "+") : line;
  }).join("\n");
  edit(field, text.slice(0, from) + turned + text.slice(to), field.selectionStart, field.selectionEnd);
  return true;
}
