// Two people changed one plan: what only one of them changed is taken from him, what both changed is shown.
//
// Plain data in and out; `base` is what both began with. Rows are the same when the database calls them the same.
import { mergeLines } from "./lines.js";

const HEAD_AS_TEXT = "";
const SECTION = ["heading", "body", "after", "numbering", "restart", "columns"];
const TASK = ["label", "content", "agencies", "cooperating", "time", "quarter", "due", "group"];

// The server leaves out blank lines and spaces at the ends of lines: that is no change.
export function tidy(value) {
  if (typeof value !== "string") return JSON.stringify(value === undefined ? "" : value);
  return value.normalize("NFC").split("\n").map(function (line) { return line.trim(); }).filter(Boolean).join("\n");
}
function same(one, other) { return tidy(one) === tidy(other); }

// A posted form ({name: [values]}) as the editor's state.
export function stateOf(fields) {
  const all = function (name) { return fields[name] || []; };
  const head = {};
  for (const name of Object.keys(fields)) {
    if (!/^(section_|task_|extra-|column-)/.test(name)) head[name] = fields[name][0];
  }
  const sections = all("section_uid").map(function (uid, index) {
    let columns = [];
    try { columns = JSON.parse(all("section_columns")[index]) || []; } catch (e) { columns = []; }
    if (!columns.length && ("column-" + uid + "-content") in fields) {
      columns = Object.keys(fields).filter(function (name) { return name.startsWith("column-" + uid + "-"); })
        .map(function (name) { return [name.slice(("column-" + uid + "-").length), ""]; });
    }
    columns.forEach(function (column) {
      const label = fields["column-" + uid + "-" + column[0]];
      if (label) column[1] = label[0];
    });
    const section = { key: uid, uid: uid, columns: columns, tasks: [] };
    for (const name of ["heading", "body", "after", "numbering", "restart"]) section[name] = all("section_" + name)[index];
    return section;
  });
  const byUid = new Map(sections.map(function (section) { return [section.uid, section]; }));
  all("task_section").forEach(function (uid, index) {
    const section = byUid.get(uid);
    if (!section) return;
    let extra = {};
    try { extra = JSON.parse(all("task_extra")[index]) || {}; } catch (e) { extra = {}; }
    const task = { id: all("task_id")[index], extra: extra };
    task.key = task.id ? "viec-so-" + task.id : "viec-moi-" + index;
    for (const name of TASK) task[name] = all("task_" + name)[index];
    const place = section.tasks.length;
    for (const column of section.columns) {
      const cells = fields["extra-" + uid + "-" + column[0]];
      if (!cells || cells[place] === undefined) continue;
      if (cells[place]) task.extra[column[0]] = cells[place];
      else delete task.extra[column[0]];
    }
    section.tasks.push(task);
  });
  return { head: head, sections: sections };
}

function sectionName(section) { return section.uid; }
function taskName(task) { return task.id || task.key; }

function flatTasks(state) {
  const found = new Map();
  for (const section of state.sections) for (const task of section.tasks) found.set(taskName(task), { task: task, section: section.uid });
  return found;
}

// Merge the values of one row; `mine` is changed in place. Paragraphs of one text that only one of the two touched are
// put together; clashes keep mine and are told.
function mergeValues(names, base, mine, theirs, tell) {
  for (const name of names) {
    const was = base ? base[name] : undefined;
    if (same(mine[name], theirs[name]) || same(was, theirs[name])) continue;
    if (base && same(was, mine[name])) { mine[name] = theirs[name]; tell(name, "theirs"); continue; }
    if (typeof mine[name] !== "string" || typeof theirs[name] !== "string") { tell(name, "both", mine[name], theirs[name], ""); continue; }
    const merged = mergeLines(base ? tidy(was) : "", tidy(mine[name]), tidy(theirs[name]));
    if (merged.clash || !base) { tell(name, "both", mine[name], theirs[name], base ? was : ""); continue; }
    mine[name] = merged.text;
    tell(name, "theirs");
  }
}

// The order of two people: his where I moved nothing, else mine with what he added behind what it followed.
function order(base, mine, theirs) {
  const common = mine.filter(function (name) { return base.includes(name) && theirs.includes(name); });
  const before = base.filter(function (name) { return common.includes(name); });
  const moved = common.join("\n") !== before.join("\n");
  const first = moved ? mine : theirs, second = moved ? theirs : mine;
  const result = first.slice();
  second.forEach(function (name, index) {
    if (result.includes(name)) return;
    let place = -1;
    for (let back = index - 1; back >= 0 && place < 0; back -= 1) place = result.indexOf(second[back]);
    result.splice(place + 1, 0, name);
  });
  return result;
}

function changedRow(names, base, mine) {
  return names.some(function (name) { return !same(base[name], mine[name]); }) || !same(base.extra || {}, mine.extra || {});
}

// Returns {state, clashes, gone, theirs}: clashes are [{row, name, was, mine, theirs, label}], gone are rows of mine that the
// other one removed although I changed them, `theirs` counts what was taken over.
export function merge(base, mine, theirs) {
  const clashes = [], gone = [];
  let taken = 0;
  const teller = function (row, label) {
    return function (name, kind, own, other, before) {
      if (kind === "theirs") { taken += 1; return; }
      clashes.push({ row: row, name: name, mine: own, theirs: other, was: tidy(before || ""), label: label });
    };
  };
  const head = Object.assign({}, mine.head);
  mergeValues(Object.keys(mine.head).filter(function (name) { return name in theirs.head; }), base.head, head, theirs.head,
              teller(HEAD_AS_TEXT, ""));
  const index = function (state) { return new Map(state.sections.map(function (section) { return [sectionName(section), section]; })); };
  const was = index(base), own = index(mine), other = index(theirs);
  const tasksWas = flatTasks(base), tasksOwn = flatTasks(mine), tasksOther = flatTasks(theirs);
  const names = order(Array.from(was.keys()), Array.from(own.keys()), Array.from(other.keys()));
  const sections = [];
  for (const name of names) {
    const m = own.get(name), t = other.get(name), b = was.get(name);
    if (m && t) {
      const section = Object.assign({}, m);
      mergeValues(SECTION, b, section, t, teller(m.key, m.heading || t.heading));
      sections.push(Object.assign(section, { tasks: [] }));
    } else if (m && !b) sections.push(Object.assign({}, m, { tasks: [] }));
    else if (t && !b) { sections.push(Object.assign({}, t, { tasks: [] })); taken += 1; }
    else if (t && b && (changedRow(SECTION, b, t) || t.tasks.length !== b.tasks.length)) {  // I removed what he changed
      sections.push(Object.assign({}, t, { tasks: [] }));
      taken += 1;
    } else if (m && b) {  // he removed it
      const touched = changedRow(SECTION, b, m) || m.tasks.some(function (task) {
        const before = tasksWas.get(taskName(task));
        return !before || changedRow(TASK, before.task, task);
      });
      if (touched) gone.push({ section: m });
      taken += 1;
    }
  }
  const places = new Map(sections.map(function (section) { return [section.uid, section]; }));
  for (const section of sections) {
    const ids = function (state) { const one = state.get(section.uid); return one ? one.tasks.map(taskName) : []; };
    for (const name of order(ids(was), ids(own), ids(other))) {
      const m = tasksOwn.get(name), t = tasksOther.get(name), b = tasksWas.get(name);
      const home = m && t && b ? (m.section !== b.section ? m.section : t.section) : (m || t).section;
      const target = places.get(home) || section;
      if (target.tasks.some(function (task) { return taskName(task) === name; })) continue;
      if (m && t) {
        const task = Object.assign({}, m.task, { extra: Object.assign({}, m.task.extra) });
        mergeValues(TASK, b && b.task, task, t.task, teller(m.task.key, m.task.content || t.task.content));
        const keys = Array.from(new Set([...Object.keys(task.extra), ...Object.keys(t.task.extra)]));
        mergeValues(keys, b ? b.task.extra : {}, task.extra, t.task.extra, function (key, kind, mineText, theirText, before) {
          teller(m.task.key, m.task.content)("extra:" + key, kind, mineText || "", theirText || "", before);
        });
        target.tasks.push(task);
      } else if (m && !b) target.tasks.push(m.task);
      else if (t && !b) { target.tasks.push(t.task); taken += 1; }
      else if (t && changedRow(TASK, b.task, t.task)) { target.tasks.push(t.task); taken += 1; }
      else if (m) {
        taken += 1;
        if (changedRow(TASK, b.task, m.task)) gone.push({ task: m.task, section: section });
      }
    }
  }
  return { state: { head: head, sections: sections }, clashes: clashes, gone: gone, theirs: taken };
}

// What a state says, without what the database and the page call its rows.
export function words(state) {
  const head = {};
  for (const name of Object.keys(state.head).sort()) head[name] = tidy(state.head[name]);
  return JSON.stringify([head, state.sections.map(function (section) {
    return [SECTION.map(function (name) { return tidy(section[name]); }), section.tasks.map(function (task) {
      return [TASK.map(function (name) { return tidy(task[name]); }), tidy(Object.entries(task.extra).sort())];
    })];
  })]);
}
