// The buttons of sections, tasks and columns: they post the form without this script and act on the page with it.
import { form } from "./page.js";
import * as acts from "./acts.js";
import { commit } from "./history.js";

function sectionKey(uid) {
  const row = form.querySelector('[data-section="' + CSS.escape(uid) + '"]');
  return row && row.dataset.key;
}

function press(button) {
  const parts = button.value.split(":"), verb = parts[0];
  if (verb === "append") return commit(acts.append(parts[1]));
  const key = sectionKey(parts[1]);
  if (!key) return false;
  const task = button.closest(".plan-task"), name = task && task.dataset.key;
  switch (verb) {
    case "after": case "below": return commit(acts.add(key, verb === "below"));
    case "remove": return commit(acts.remove(key));
    case "up": case "down": return commit(acts.move(key, verb === "down"));
    case "promote": case "demote": return commit(acts.shift(key, verb === "demote"));
    case "table": return commit(acts.table(key));
    case "task-add": return commit(acts.addTask(key));
    case "task-remove": return commit(acts.removeTask(name));
    case "task-up": case "task-down": return commit(acts.moveTask(name, verb === "task-down"));
    case "column-add": return commit(acts.addColumn(key, parts[2]));
    case "column-remove": return commit(acts.removeColumn(key, parts.slice(2).join(":")));
  }
  return false;
}

export function start() {
  form.addEventListener("click", function (event) {
    const button = event.target.closest("button[name=act]");
    if (!button) return;
    event.preventDefault();
    press(button);
  });
  form.addEventListener("change", function (event) {
    const field = event.target;
    if (field.name === "section_numbering") {
      const kind = field.value, row = field.closest("[data-section]");
      const was = Array.from(field.options).find(function (option) { return option.value === row.dataset.numbering; });
      if (was) field.value = was.value;
      if (row.dataset.numbering !== kind) commit(acts.renumber(row.dataset.key, kind));
    } else if (field.name && field.name.startsWith("column-")) {
      const column = field.closest(".plan-column"), row = field.closest("[data-section]");
      const name = field.value.trim(), was = column.dataset.label;
      if (name === was) return;
      field.value = was;  // the step before must hold the old name
      commit(acts.renameColumn(row.dataset.key, column.dataset.column, name, was));
    }
  });
}
