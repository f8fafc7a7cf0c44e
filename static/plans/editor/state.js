// What the page holds, as plain data, and the page made to hold such data again.
//
// {head: {name: text}, sections: [{key, uid, numbering, heading, body, after, restart, columns, tasks: [{key, id, …}]}]}
// Keys name rows for as long as the page is open; `uid` and `id` are what the database calls them.
import { form, list, headFields } from "./page.js";
import { levels, numbers, taskNumbers } from "./outline.js";

const SECTION = ["heading", "body", "after", "numbering", "restart"];
const TASK = ["id", "label", "content", "agencies", "cooperating", "time", "quarter", "due", "group"];
export const CELLS = ["content", "agencies", "cooperating", "time"];
export const DEFAULT_COLUMNS = [["no", "TT"], ["content", "Nội dung"], ["agencies", "Cơ quan thực hiện"]];
const LABELS = { content: "Nội dung nhiệm vụ", agencies: "Cơ quan thực hiện", cooperating: "Cơ quan phối hợp", time: "Thời gian" };

const blank = form && form.querySelector("template[data-blank]");
const cache = new WeakMap();
let made = 0;

export function newKey() { made += 1; return "moi-" + Date.now().toString(36) + made; }

// The named fields of a row; a section's own, without those of its tasks.
function fieldsOf(row) {
  if (cache.has(row)) return cache.get(row);
  const fields = {};
  for (const field of row.querySelectorAll("input, textarea, select")) {
    if (field.closest("[data-key]") === row) fields[field.name.replace(/^(section|task)_/, "")] = field;
  }
  cache.set(row, fields);
  return fields;
}
export function forget(row) { cache.delete(row); }

function parsed(text, otherwise) {
  try { return JSON.parse(text) || otherwise; } catch (e) { return otherwise; }
}

function readTask(row) {
  const fields = fieldsOf(row);
  const task = { key: row.dataset.key, extra: parsed(fields.extra.value, {}) };
  for (const name of TASK) task[name] = fields[name].value;
  for (const name of Object.keys(fields)) {
    if (!name.startsWith("extra-")) continue;
    const key = fields[name].closest("[data-column]").dataset.column;
    if (fields[name].value) task.extra[key] = fields[name].value;
    else delete task.extra[key];
  }
  return task;
}

function readColumns(row, fields) {
  const columns = parsed(fields.columns.value, []);
  const shown = row.querySelectorAll(".plan-column");
  if (!shown.length) return columns;
  return Array.from(shown).map(function (one) { return [one.dataset.column, one.querySelector("input").value]; });
}

function readSection(row) {
  const fields = fieldsOf(row);
  const section = { key: row.dataset.key, uid: fields.uid.value, columns: readColumns(row, fields) };
  for (const name of SECTION) section[name] = fields[name].value;
  section.tasks = Array.from(row.querySelectorAll(".plan-task")).map(readTask);
  return section;
}

export function read() {
  const head = {};
  for (const [name, field] of headFields) head[name] = field.value;
  return { head: head, sections: Array.from(list.children).map(readSection) };
}

export function copy(state) {
  return {
    head: Object.assign({}, state.head),
    sections: state.sections.map(function (section) {
      return Object.assign({}, section, {
        columns: section.columns.map(function (column) { return column.slice(); }),
        tasks: section.tasks.map(function (task) { return Object.assign({}, task, { extra: Object.assign({}, task.extra) }); }),
      });
    }),
  };
}

export function newTask(like) {
  return { key: newKey(), id: "", label: "", content: "", agencies: "", cooperating: "", time: "", due: "", extra: {},
           quarter: like ? like.quarter : "", group: like ? like.group : "" };
}
export function newSection(numbering) {
  const key = newKey();
  return { key: key, uid: key, numbering: numbering, heading: "", body: "", after: "", restart: "", columns: [], tasks: [] };
}

function put(field, value) { if (field.value !== value) field.value = value; }

// A copy of the blank section under its own name: ids, names and buttons speak of it and of no other.
function cloned(selector, uid, suffix) {
  const part = blank.content.querySelector(selector).cloneNode(true);
  for (const element of [part, ...part.querySelectorAll("*")]) {
    for (const attribute of Array.from(element.attributes)) {
      if (!attribute.value.includes("UID")) continue;
      let value = attribute.value.replace(/UID/g, uid);
      if (suffix && (attribute.name === "id" || attribute.name === "for")) value = value.replace(/-0\b/, "-" + suffix);
      element.setAttribute(attribute.name, value);
    }
  }
  return part;
}

function madeSection(section) {
  const row = cloned("[data-section]", section.uid);
  row.querySelector(".plan-tasks").remove();
  row.dataset.key = section.key;
  return row;
}

// The uid changes once: when the database has given the section its number.
export function rename(row, uid) {
  const old = fieldsOf(row).uid.value;
  if (old === uid) return;
  fieldsOf(row).uid.value = uid;
  row.dataset.section = uid;
  for (const field of row.querySelectorAll("[name=task_section]")) field.value = uid;
  for (const field of row.querySelectorAll('[name^="extra-"], [name^="column-"]')) {
    field.name = field.name.replace("-" + old + "-", "-" + uid + "-");
  }
  for (const button of row.querySelectorAll("button[name=act]")) button.value = button.value.replace(":" + old, ":" + uid);
  for (const one of [row, ...row.querySelectorAll(".plan-task")]) cache.delete(one);
}

function writeColumns(box, section) {
  const holder = box.querySelector(".plan-column-list");
  const have = new Map(Array.from(holder.children).map(function (one) { return [one.dataset.column, one]; }));
  section.columns.forEach(function (column, index) {
    let row = have.get(column[0]);
    if (!row) {
      row = holder.firstElementChild.cloneNode(true);
      row.dataset.column = column[0];
      const id = "cot-" + section.key + "-" + column[0];
      row.querySelector("input").id = id;
      row.querySelector("input").name = "column-" + section.uid + "-" + column[0];
      row.querySelector("label").htmlFor = id;
      row.querySelector("button").value = "column-remove:" + section.uid + ":" + column[0];
      row.querySelector("button").hidden = column[0] === "content";
    }
    have.delete(column[0]);
    row.dataset.label = column[1];
    put(row.querySelector("input"), column[1]);
    row.querySelector("label").textContent = "Tên cột " + column[1];
    row.querySelector("button .visually-hidden").textContent = "Bỏ cột " + column[1];
    if (holder.children[index] !== row) holder.insertBefore(row, holder.children[index] || null);
  });
  for (const gone of have.values()) gone.remove();
  const keys = new Set(section.columns.map(function (column) { return column[0]; }));
  for (const button of box.querySelectorAll('button[value^="column-add:"]')) {
    button.hidden = keys.has(button.value.split(":")[2]);
  }
}

function writeCells(row, section) {
  const holder = row.querySelector(".plan-cells");
  const labels = new Map(section.columns.length ? section.columns : DEFAULT_COLUMNS);
  const have = new Map(Array.from(holder.children).map(function (one) { return [one.dataset.column, one]; }));
  for (const key of CELLS) {
    const cell = have.get(key);
    if (cell.hidden === labels.has(key)) cell.hidden = !labels.has(key);
    setLabel(cell, labels.get(key) || LABELS[key]);
    have.delete(key);
  }
  for (const [key, label] of labels) {
    if (key === "no" || CELLS.includes(key)) continue;
    let cell = have.get(key);
    if (!cell) {
      cell = holder.querySelector('[data-column="time"]').cloneNode(true);
      cell.dataset.column = key;
      cell.hidden = false;
      const text = cell.querySelector("textarea");
      text.id = "o-" + row.dataset.key + "-" + key;
      text.name = "extra-" + section.uid + "-" + key;
      text.value = "";
      cell.querySelector("label").htmlFor = text.id;
      cache.delete(row);
    }
    holder.append(cell);
    setLabel(cell, label);
    have.delete(key);
  }
  for (const gone of have.values()) { gone.remove(); cache.delete(row); }
}
function setLabel(cell, text) {
  const node = cell.querySelector("label").firstChild;
  if (node.nodeValue !== text) node.nodeValue = text;
}

function writeTask(row, task, section) {
  const fields = fieldsOf(row);
  if (fields.id.value) task.id = fields.id.value;  // the database may have named it since
  for (const name of TASK) put(fields[name], task[name]);
  put(fields.section, section.uid);
  put(fields.extra, JSON.stringify(task.extra));
  for (const name of Object.keys(fields)) {
    if (!name.startsWith("extra-")) continue;
    const key = fields[name].closest("[data-column]").dataset.column;
    fields[name].name = "extra-" + section.uid + "-" + key;
    put(fields[name], task.extra[key] || "");
  }
  if (task.group) row.querySelector(".plan-task-more details").open = true;
}

function writeTasks(row, section, before, tasks) {
  let box = row.querySelector(".plan-tasks");
  if (!section.tasks.length) {
    if (box) box.remove();
    return;
  }
  if (!box) {
    box = cloned(".plan-tasks", section.uid);
    box.querySelector(".plan-task-list").replaceChildren();
    row.querySelector(".plan-after").before(box);
  }
  writeColumns(box, Object.assign({}, section, { columns: section.columns.length ? section.columns : DEFAULT_COLUMNS }));
  const holder = box.querySelector(".plan-task-list");
  let next = holder.firstElementChild;
  for (const task of section.tasks) {
    let one = tasks.get(task.key);
    if (!one) {
      one = cloned(".plan-task", section.uid, task.key);
      one.dataset.key = task.key;
    }
    if (one === next) next = next.nextElementSibling;
    else holder.insertBefore(one, next);
    writeCells(one, section);
    writeTask(one, task, section);
  }
}

export function write(state) {
  for (const [name, field] of headFields) if (name in state.head) put(field, state.head[name]);
  const before = new Map(Array.from(list.children).map(function (row) { return [row.dataset.key, row]; }));
  const tasks = new Map(Array.from(list.querySelectorAll(".plan-task")).map(function (row) { return [row.dataset.key, row]; }));
  const keptTasks = new Set();
  let next = list.firstElementChild;
  for (const section of state.sections) {
    const row = before.get(section.key) || madeSection(section);
    before.delete(section.key);
    if (row === next) next = next.nextElementSibling;
    else list.insertBefore(row, next);
    const fields = fieldsOf(row);
    if (fields.uid.value !== section.uid) section.uid = fields.uid.value;
    for (const name of SECTION) put(fields[name], section[name]);
    row.dataset.numbering = section.numbering;
    put(fields.columns, JSON.stringify(section.columns));
    writeTasks(row, section, before, tasks);
    row.querySelector(".plan-after").hidden = !(section.tasks.length || section.after);
    row.querySelector('button[value^="table:"]').hidden = section.tasks.length > 0;
    for (const task of section.tasks) keptTasks.add(task.key);
  }
  for (const gone of before.values()) gone.remove();
  for (const [key, row] of tasks) if (!keptTasks.has(key)) row.remove();
  renumber(state);
}

// Write numbers and levels; also the names that a screen reader says.
export function renumber(state) {
  const now = state || read();
  const kinds = now.sections.map(function (section) { return section.numbering; });
  const ranks = levels(kinds);
  const found = numbers(kinds, ranks);
  now.sections.forEach(function (section, index) {
    const row = list.children[index];
    const name = found[index] && section.heading ? found[index] + ". " + short(section.heading)
      : short(section.heading) || found[index] || "mục mới";
    if (row.dataset.level !== String(ranks[index])) {
      row.dataset.level = String(ranks[index]);
      row.className = row.className.replace(/level-\d+/, "level-" + ranks[index]);
    }
    setText(row.querySelector(".plan-number"), found[index] || "–");
    if (row.getAttribute("aria-label") !== "Mục " + name) nameSection(row, name, found[index]);
    const counted = taskNumbers(section.tasks, section.restart === "1");
    row.querySelectorAll(".plan-task").forEach(function (task, place) { nameTask(task, section.uid, place, counted[place]); });
  });
  return ranks;
}
function short(text) { return text.length <= 60 ? text : text.slice(0, 57) + "…"; }
function setText(element, text) { if (element.textContent !== text) element.textContent = text; }

function nameSection(row, name, number) {
  row.setAttribute("aria-label", "Mục " + name);
  setText(row.querySelector('label[for^="tieu-de"]'), "Tiêu đề mục " + number);
  setText(row.querySelector('label[for^="noi-dung"]'), "Nội dung mục " + name);
  setText(row.querySelector('label[for^="kieu"]'), "Kiểu đánh số của mục " + name);
  const words = { promote: ["Đưa mục ", " lên một cấp"], demote: ["Đưa mục ", " xuống một cấp"], up: ["Chuyển mục ", " lên"],
                  down: ["Chuyển mục ", " xuống"], remove: ["Bỏ mục ", ""] };
  for (const button of row.querySelectorAll("button[name=act]")) {
    const said = words[button.value.split(":")[0]];
    if (said) setText(button.querySelector(".visually-hidden"), said[0] + name + said[1]);
  }
}

function nameTask(row, uid, place, number) {
  if (row.dataset.named === uid + ":" + place + ":" + number) return;
  row.dataset.named = uid + ":" + place + ":" + number;
  setText(row.querySelector(".plan-task-number"), number);
  for (const label of row.querySelectorAll(".plan-cell label .visually-hidden")) setText(label, " của nhiệm vụ " + number);
  const words = { "task-up": ["Chuyển nhiệm vụ ", " lên"], "task-down": ["Chuyển nhiệm vụ ", " xuống"], "task-remove": ["Bỏ nhiệm vụ ", ""] };
  for (const button of row.querySelectorAll("button[name=act]")) {
    const verb = button.value.split(":")[0];
    button.value = verb + ":" + uid + ":" + place;
    setText(button.querySelector(".visually-hidden"), words[verb][0] + number + words[verb][1]);
  }
}
