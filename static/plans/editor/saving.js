// What the server says to a save: the names that new rows got, and what a colleague has saved meanwhile.
import { form, list, say } from "./page.js";
import { rename, renumber, read, write } from "./state.js";
import { merge, stateOf, words } from "./merge.js";
import { heldTexts, rebase } from "./history.js";
import * as clashes from "./clashes.js";

let sendings = [];  // what went out since the last answer: an answer may get lost on its way

// The rows as they are sent, so that the answer's names go to the right ones even when they move meanwhile.
function remember(event) {
  sendings = sendings.slice(-9);
  sendings.push({
    fields: event.detail.fields,
    sections: Array.from(list.children),
    tasks: Array.from(list.querySelectorAll(".plan-task")),
  });
}

// Give the rows that were sent the names that the database has for them.
function name(sending, sections, tasks) {
  if (sections.length !== sending.sections.length || tasks.length !== sending.tasks.length) return;
  const now = new Map();
  sending.sections.forEach(function (row, index) {
    now.set(sending.fields.section_uid[index], String(sections[index]));
    rename(row, String(sections[index]));
  });
  sending.tasks.forEach(function (row, index) { row.querySelector("[name=task_id]").value = String(tasks[index]); });
  adopt(sending.fields, now, sections, tasks);
  renumber();
}

// What was sent, under the names that its rows have now, in the same order: it is what the page is compared with.
function adopt(sent, now, sections, tasks) {
  for (const [field, values] of Object.entries(sent)) {
    delete sent[field];
    let own = field;
    const prefix = /^(extra|column)-/.exec(field);
    if (prefix) {
      const old = Array.from(now.keys()).find(function (uid) { return field.startsWith(prefix[0] + uid + "-"); });
      if (old) own = prefix[0] + now.get(old) + field.slice(prefix[0].length + old.length);
    }
    sent[own] = values;
  }
  sent.section_uid = sections.map(String);
  if (sent.task_section) sent.task_section = sent.task_section.map(function (uid) { return now.get(uid) || uid; });
  if (sent.task_id) sent.task_id = tasks.map(String);
}

function saved(event) {
  const answer = event.detail;
  if (answer.sections && sendings.length) name(sendings[sendings.length - 1], answer.sections, answer.tasks);
  sendings = [];
}

// Rows of a merged state under the names that the page has for them.
function keyed(state) {
  const rows = new Map(Array.from(list.children).map(function (row) { return [row.dataset.section, row.dataset.key]; }));
  const tasks = new Map();
  for (const row of list.querySelectorAll(".plan-task")) {
    const id = row.querySelector("[name=task_id]").value;
    if (id) tasks.set(id, row.dataset.key);
  }
  for (const section of state.sections) {
    section.key = rows.get(section.uid) || section.key;
    section.tasks = section.tasks.map(function (task) {
      return task.id ? Object.assign({}, task, { key: tasks.get(task.id) || "viec-so-" + task.id }) : task;
    });
  }
  return state;
}

async function stored() {
  const response = await fetch(form.dataset.fieldsUrl, { credentials: "same-origin", headers: { "X-Autosave": "1" } });
  if (!response.ok) throw new Error("no answer");
  return response.json();
}

// Bring what the server holds into the page, beside what is unsaved in it.
async function takeIn(quiet) {
  const theirs = await stored();
  const held = words(stateOf(theirs.fields));
  const lost = sendings.find(function (sending) { return words(stateOf(sending.fields)) === held; });
  if (lost) {  // it was this page that saved: only the answer did not arrive
    name(lost, theirs.fields.section_uid || [], theirs.fields.task_id || []);
    form.autosave.rebase(lost.fields, theirs.version);
    sendings = [];
    form.autosave.now();
    return;
  }
  const copy = { base: form.autosave.base(), fields: form.autosave.fields() };
  const base = stateOf(copy.base), other = stateOf(theirs.fields);
  const take = function (mine) { return keyed(merge(base, mine, other).state); };
  const result = merge(base, read(), other);
  const texts = heldTexts();
  write(keyed(result.state));
  rebase(take, texts);
  sendings = [];
  form.autosave.rebase(theirs.fields, theirs.version);
  const who = theirs.saved_by || "Đồng nghiệp";
  if (clashes.show(result, who, theirs.saved_at, copy)) return;
  if (!quiet) say(who + " vừa lưu kế hoạch này; phần sửa của hai người đã được ghép (" + result.theirs + " chỗ của đồng nghiệp).");
  form.autosave.now();
}

function refused(event) {
  if (event.detail.status !== 409 || !event.detail.answer.conflict) return;
  event.preventDefault();
  form.autosave.say("Có người khác vừa lưu; đang ghép phần sửa của hai người…");
  takeIn(false).catch(function () {
    form.autosave.say("Chưa lưu được: có người khác vừa lưu và chưa lấy được bản đó. Nội dung đang gõ được giữ trên máy này.", true);
  });
}

// Text that was kept on this machine goes back to its own place, wherever that stands now.
function restored(event) {
  event.preventDefault();
  const kept = event.detail;
  const result = merge(stateOf(kept.base), stateOf(kept.fields), read());
  write(keyed(result.state));
  if (!clashes.show(result, "đồng nghiệp", "", { base: kept.base, fields: kept.fields })) say("Đã lấy lại nội dung chưa lưu.");
  form.dispatchEvent(new Event("change", { bubbles: true }));
}

export function start() {
  form.addEventListener("autosave-sending", remember);
  form.addEventListener("autosaved", saved);
  form.addEventListener("autosave-refused", refused);
  form.addEventListener("autosave-restore", restored);
  // A finding was put right on the server: the page takes it over, and keeps what is not saved yet.
  document.body.addEventListener("plan-fixed", function () {
    if (form.dataset.fieldsUrl) takeIn(true).catch(function () { form.autosave.now(); });
  });
}
