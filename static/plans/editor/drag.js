// Moving sections and tasks by their handles, with a mouse or a finger; keys and buttons do the same.
import { form, list, say } from "./page.js";
import { levels } from "./outline.js";
import { moveTo, moveTaskTo } from "./acts.js";
import { commit } from "./history.js";

let drag = null;

function sections() { return Array.from(list.children); }

// The section and all that belongs to it.
function blockOf(row) {
  const rows = sections(), index = rows.indexOf(row), block = [row];
  const ranks = levels(rows.map(function (one) { return one.dataset.numbering; }));
  for (let next = index + 1; next < rows.length && ranks[next] > ranks[index]; next += 1) block.push(rows[next]);
  return block;
}

// Before which row the dragged one would stand; null for the end.
function target(y) {
  const rows = drag.task ? Array.from(list.querySelectorAll(".plan-task")) : sections();
  let best = null;
  for (const row of rows) {
    if (drag.block.includes(row)) continue;
    const box = row.getBoundingClientRect();
    if (y < box.top + box.height / 2) { best = { row: row, after: false }; break; }
    best = { row: row, after: true };
  }
  if (best && !best.after && drag.task) {
    const before = rows[rows.indexOf(best.row) - 1];  // between two tables the nearer one gets it
    if (before && !drag.block.includes(before) && before.parentElement !== best.row.parentElement) {
      const low = before.getBoundingClientRect().bottom;
      if (y - low < best.row.getBoundingClientRect().top - y) best = { row: before, after: true };
    }
  }
  return best;
}

function show(place) {
  drag.place = place;
  drag.line.remove();
  if (!place) return;
  if (place.after) place.row.after(drag.line);
  else place.row.before(drag.line);
}

function begin(event) {
  const handle = event.target.closest("[data-handle]");
  if (!handle || event.button > 0) return;
  event.preventDefault();
  const row = handle.closest("[data-key]"), task = handle.dataset.handle === "task";
  const line = document.createElement("div");
  line.className = "plan-drop";
  drag = { row: row, task: task, block: task ? [row] : blockOf(row), line: line, place: null, handle: handle, y: event.clientY };
  handle.setPointerCapture(event.pointerId);
  for (const one of drag.block) one.classList.add("plan-dragged");
  say("Đang kéo " + (task ? "nhiệm vụ" : "mục") + ". Thả ở vạch đỏ; Esc để thôi.");
}

function move(event) {
  if (!drag) return;
  drag.y = event.clientY;
  show(target(event.clientY));
  if (!drag.timer) drag.timer = setInterval(scroll, 30);
}

// Near the edges of the window the page goes along.
function scroll() {
  if (!drag) return;
  const low = window.innerHeight - 120;
  const step = drag.y < 70 ? drag.y - 70 : drag.y > low ? drag.y - low : 0;
  if (!step) return;
  window.scrollBy({ top: step / 3, behavior: "instant" });
  show(target(drag.y));
}

function finish(event) {
  if (!drag) return;
  const done = drag;
  drag = null;
  clearInterval(done.timer);
  const place = done.place;
  const home = place && place.row.closest("[data-section]");
  done.line.remove();
  for (const one of done.block) one.classList.remove("plan-dragged");
  if (!place || event.type === "pointercancel") { say(""); return; }
  const rows = done.task ? Array.from(place.row.parentElement.children) : sections();
  let next = place.after ? rows[rows.indexOf(place.row) + 1] : place.row;
  if (next && done.block.includes(next)) next = rows[rows.indexOf(done.block[done.block.length - 1]) + 1];
  const before = next ? next.dataset.key : null;
  if (done.task) commit(moveTaskTo(done.row.dataset.key, home.dataset.key, before));
  else commit(moveTo(done.row.dataset.key, before));
}

export function start() {
  form.addEventListener("pointerdown", begin);
  form.addEventListener("pointermove", move);
  form.addEventListener("pointerup", finish);
  form.addEventListener("pointercancel", finish);
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && drag) { event.preventDefault(); finish({ type: "pointercancel" }); }
  });
}
