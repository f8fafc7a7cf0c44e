// Find and replace over all texts of the plan.
import { form, textFields, locate, fieldAt, reveal, isText } from "./page.js";
import { commit, edit } from "./history.js";
import { everywhere } from "./keys.js";

const panel = document.querySelector("[data-find]");
const WORD = /[\p{L}\p{N}\p{M}_]/u;
let found = [], at = -1, timer = null, cameFrom = null;

function part(name) { return panel.querySelector("[data-find-" + name + "]"); }
function asked() {
  return {
    text: part("text").value.normalize("NFC"), cases: part("case").checked, whole: part("whole").checked,
    marks: !part("fold").checked,
  };
}

// The text to search in, with where each of its characters begins and ends in the field: a letter whose marks were
// typed apart from it counts as one.
function folded(text, how) {
  let result = "";
  const places = [];
  for (const cluster of text.matchAll(/\P{M}\p{M}*|\p{M}+/gu)) {
    let piece = cluster[0].normalize("NFC");
    if (!how.marks) piece = piece.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/g, "d").replace(/Đ/g, "D");
    if (!how.cases) piece = piece.toLowerCase();
    for (let one = 0; one < piece.length; one += 1) places.push([cluster.index, cluster.index + cluster[0].length]);
    result += piece;
  }
  return { text: result, places: places };
}

export function matches(text, how) {
  const wanted = folded(how.text, how).text, hay = folded(text, how), result = [];
  if (!wanted) return result;
  for (let from = hay.text.indexOf(wanted); from >= 0; from = hay.text.indexOf(wanted, from + wanted.length)) {
    const start = hay.places[from][0];
    const end = hay.places[from + wanted.length - 1][1];
    const joined = how.whole && ((start > 0 && WORD.test(text[start - 1])) || (end < text.length && WORD.test(text[end])));
    if (!joined) result.push([start, end]);
  }
  return result;
}

function search(keep) {
  const how = asked();
  const was = keep && found[at];
  found = [];
  if (how.text) {
    for (const field of textFields()) {
      for (const [start, end] of matches(field.value, how)) found.push({ place: locate(field), start: start, end: end });
    }
  }
  at = was ? found.findIndex(function (one) {
    return one.place.row === was.place.row && one.place.name === was.place.name && one.start >= was.start;
  }) : -1;
  showCount();
}

function showCount() {
  const count = part("count"), excerpt = part("excerpt");
  excerpt.replaceChildren();
  if (!asked().text) { count.textContent = ""; return; }
  if (!found.length) { count.textContent = "Không thấy."; return; }
  count.textContent = at < 0 ? "Có " + found.length + " chỗ" : "Chỗ " + (at + 1) + " trong " + found.length;
  if (at < 0) return;
  const one = found[at], field = fieldAt(one.place);
  const mark = document.createElement("mark");
  mark.textContent = field.value.slice(one.start, one.end);
  excerpt.append("…" + field.value.slice(Math.max(0, one.start - 30), one.start), mark, field.value.slice(one.end, one.end + 30) + "…");
}

function cursor() {
  const field = document.activeElement;
  return isText(field) ? field : cameFrom;
}

function go(step, stay) {
  search(true);
  if (!found.length) return;
  const fields = at < 0 ? textFields() : null, from = fields && cursor();
  if (at < 0 && from) {  // the first one is the next one from where the cursor was
    const rank = fields.indexOf(from);
    at = found.findIndex(function (one) {
      const place = fields.indexOf(fieldAt(one.place));
      return place > rank || (place === rank && one.start >= from.selectionStart);
    });
    if (step < 0) at -= 1;
  } else {
    at += step;
  }
  at = (at + found.length) % found.length;
  if (at < 0) at = 0;
  const one = found[at];
  reveal(fieldAt(one.place), one.start, one.end, { stay: stay });
  flag(fieldAt(one.place));
  showCount();
}

function flag(field) {
  form.querySelectorAll(".plan-found").forEach(function (other) { other.classList.remove("plan-found"); });
  if (field) field.classList.add("plan-found");
}

function replaceOne() {
  if (at < 0) { go(1, true); return; }
  const one = found[at], field = fieldAt(one.place), put = part("with").value;
  edit(field, field.value.slice(0, one.start) + put + field.value.slice(one.end), one.start, one.start + put.length);
  found[at] = Object.assign({}, one, { start: one.start + put.length });
  search(true);
  if (at < 0 && found.length) at = 0;
  if (at >= 0) { reveal(fieldAt(found[at].place), 0, 0, { stay: true }); flag(fieldAt(found[at].place)); }
  showCount();
}

function replaceAll() {
  const how = asked(), put = part("with").value;
  let count = 0, first = null;
  const swap = function (text, place) {
    const here = matches(text || "", how);
    if (!here.length) return text;
    count += here.length;
    if (!first) first = Object.assign(place, { start: here[0][0], end: here[0][0] + put.length });
    return here.reverse().reduce(function (whole, one) { return whole.slice(0, one[0]) + put + whole.slice(one[1]); }, text);
  };
  const shown = new Set(textFields().map(function (field) { const place = locate(field); return place.row + "\n" + place.name; }));
  commit(function (state) {
    for (const name of Object.keys(state.head)) {
      if (shown.has("\n" + name)) state.head[name] = swap(state.head[name], { row: "", name: name });
    }
    for (const section of state.sections) {
      section.heading = swap(section.heading, { row: section.key, name: "section_heading" });
      section.body = swap(section.body, { row: section.key, name: "section_body" });
      for (const task of section.tasks) {
        for (const name of ["content", "agencies", "cooperating", "time", "due", "group"]) {
          if (shown.has(task.key + "\ntask_" + name)) task[name] = swap(task[name], { row: task.key, name: "task_" + name });
        }
        for (const key of Object.keys(task.extra)) {
          if (shown.has(task.key + "\nextra:" + key)) task.extra[key] = swap(task.extra[key], { row: task.key, name: "extra:" + key });
        }
      }
      section.after = swap(section.after, { row: section.key, name: "section_after" });
    }
    if (!count) return { refused: "Không thấy “" + how.text + "” trong kế hoạch." };
    return { sentence: "Đã thay " + count + " chỗ.", focus: first };
  });
  search();
}

export function open(replacing) {
  const field = document.activeElement;
  if (isText(field)) {
    cameFrom = field;
    const chosen = field.value.slice(field.selectionStart, field.selectionEnd);
    if (chosen && !chosen.includes("\n") && chosen.length < 100) part("text").value = chosen;
  }
  panel.hidden = false;
  panel.classList.toggle("plan-find-replacing", Boolean(replacing));
  part("replacing").hidden = !replacing;
  part("text").focus();
  part("text").select();
  search();
}

function shut() {
  panel.hidden = true;
  flag(null);
  const one = found[at], field = one ? fieldAt(one.place) : cameFrom;
  if (field && field.isConnected) reveal(field, one ? one.start : undefined, one ? one.end : undefined);
}

export function start() {
  if (!panel) return;
  everywhere(function (event) {
    const control = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey, key = event.key.toLowerCase();
    if (control && (key === "f" || key === "h")) { open(key === "h"); return true; }
    if (event.key === "F3" && found.length) { go(event.shiftKey ? -1 : 1, panel.contains(event.target)); return true; }
    if (event.key === "Escape" && !panel.hidden) { shut(); return true; }
    if (event.key === "Enter" && event.target === part("text")) { go(event.shiftKey ? -1 : 1, true); return true; }
    if (event.key === "Enter" && event.target === part("with")) { replaceOne(); return true; }
    return false;
  });
  panel.addEventListener("input", function () { clearTimeout(timer); timer = setTimeout(search, 150); });
  part("next").addEventListener("click", function () { go(1, true); });
  part("previous").addEventListener("click", function () { go(-1, true); });
  part("one").addEventListener("click", replaceOne);
  part("all").addEventListener("click", replaceAll);
  part("shut").addEventListener("click", shut);
  part("more").addEventListener("click", function () { open(true); });
}
