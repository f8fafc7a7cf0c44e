// What the server says to a save: the names that new rows got, and the version of a colleague.
import { form, list } from "./page.js";
import { rename, renumber } from "./state.js";

let sections = [], tasks = [];

// The rows as they are sent, so that the answer's names go to the right ones even when they move meanwhile.
function remember() {
  sections = Array.from(list.children);
  tasks = Array.from(list.querySelectorAll(".plan-task"));
}

function named(event) {
  const answer = event.detail, sent = answer.sent;
  if (!answer.sections || answer.sections.length !== sections.length || answer.tasks.length !== tasks.length) return;
  const now = new Map();
  sections.forEach(function (row, index) {
    const uid = String(answer.sections[index]);
    now.set(sent.section_uid[index], uid);
    rename(row, uid);
  });
  tasks.forEach(function (row, index) { row.querySelector("[name=task_id]").value = String(answer.tasks[index]); });
  adopt(sent, now, answer);
  renumber();
}

// What was sent, under the names that its rows have now, in the same order: it is what the page is compared with.
function adopt(sent, now, answer) {
  const entries = Object.entries(sent);
  for (const [name, values] of entries) {
    delete sent[name];
    let own = name;
    const parts = /^(extra|column)-/.exec(name);
    if (parts) {
      const old = Array.from(now.keys()).find(function (uid) { return name.startsWith(parts[0] + uid + "-"); });
      if (old) own = parts[0] + now.get(old) + name.slice(parts[0].length + old.length);
    }
    sent[own] = values;
  }
  sent.section_uid = answer.sections.map(String);
  if (sent.task_section) sent.task_section = sent.task_section.map(function (uid) { return now.get(uid) || uid; });
  if (sent.task_id) sent.task_id = answer.tasks.map(String);
}

export function start() {
  form.addEventListener("autosave-sending", remember);
  form.addEventListener("autosaved", named);
}
