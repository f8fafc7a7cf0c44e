// Pasting keeps the structure and drops the looks. What is only text goes in at once; what has sections, lists or
// tables is read on the server, and shown with a choice. When the server cannot be asked the plain text goes in.
import { form, isText, make, button, say, locate, reveal } from "./page.js";
import { newSection, newTask, newKey } from "./state.js";
import { levels } from "./outline.js";
import { endOf } from "./acts.js";
import { commit, edit } from "./history.js";

const TAGS = /<(table|li|h[1-6])\b|mso-list\s*:/i;
const NUMBERED = /^\s*(?:[IVX]{1,5}[.)]|\d{1,2}(?:\.\d{1,2})*[.)]|[a-zđ]\))\s*\S/m;
let panel = null;

function tidy(text) {
  return text.normalize("NFC").replace(/\r\n?/g, "\n").replace(/[\u00a0\u2000-\u200a\u202f]/g, " ").replace(/[\u200b\ufeff\u00ad]/g, "")
    .split("\n").map(function (line) { return line.replace(/^\s*[•·▪●–]\s*(?=\S)/, "- ").trimEnd(); })
    .filter(function (line, index, all) { return line.trim() || all.length === 1; }).join("\n");
}

function structured(html, text) {
  if (!text.includes("\n") && !/<table\b/i.test(html)) return false;
  return TAGS.test(html) || NUMBERED.test(text) || /\t.*\n.*\t/.test(text);
}

// Put text where the cursor is; a field of one line takes it in one line.
function putText(field, text, at) {
  const one = field.tagName !== "TEXTAREA" || field.name === "section_heading";
  let put = one ? text.replace(/\s*\n\s*/g, " ").replace(/^[-+] /, "") : text;
  const start = at ? at[0] : field.selectionStart, end = at ? at[1] : field.selectionEnd;
  const before = field.value.slice(0, start), line = before.slice(before.lastIndexOf("\n") + 1);
  // A list that is pasted behind a mark that stands there already needs no second one.
  if (/^\s*[-+] $/.test(line)) put = put.replace(/^[-+] /, "");
  else if (put.includes("\n") && line.trim() && /^[-+|]/.test(put)) put = "\n" + put;
  if (field.maxLength > 0 && before.length + put.length + field.value.length - end > field.maxLength) {
    say("Nội dung dán dài hơn ô này cho phép (" + field.maxLength + " ký tự) nên chưa dán; hãy dán vào ô khác.");
    return;
  }
  edit(field, before + put + field.value.slice(end), start + put.length);
}

function asTask(task) { return Object.assign(newTask(), task, { key: newKey(), id: "", extra: Object.assign({}, task.extra) }); }
function asSection(section) {
  return Object.assign(newSection(section.numbering), section, { tasks: section.tasks.map(asTask) });
}

// Sections go behind the one with the cursor: below it when they are deeper, else behind all that belongs to it.
function putSections(field, at, pasted) {
  const place = locate(field), row = field.closest("[data-section]");
  commit(function (state) {
    const sections = pasted.sections.map(asSection);
    let index = field.name === "closing" ? state.sections.length : 0;
    if (row) {
      index = state.sections.findIndex(function (section) { return section.key === row.dataset.key; });
      const ranks = levels([...state.sections, ...sections].map(function (section) { return section.numbering; }));
      const deeper = ranks[state.sections.length] > ranks[index];
      const own = state.sections[index];
      const blank = !own.heading && !own.body && !own.tasks.length && !own.after;
      index = deeper || blank ? index + 1 : endOf(ranks.slice(0, state.sections.length), index);
      if (pasted.opening) own.body = [own.body, pasted.opening].filter(Boolean).join("\n");
      else if (blank) { index -= 1; state.sections.splice(index, 1); }
    } else if (pasted.opening && place.name in state.head) {
      state.head[place.name] = [state.head[place.name], pasted.opening].filter(Boolean).join("\n");
    }
    state.sections.splice(index, 0, ...sections);
    return { sentence: "Đã dán " + pasted.summary + ".", focus: { row: sections[0].key, name: "section_heading" } };
  });
}

function putTasks(field, pasted) {
  const key = field.closest("[data-section]").dataset.key, row = field.closest(".plan-task");
  commit(function (state) {
    const own = state.sections.find(function (section) { return section.key === key; });
    const tasks = [];
    for (const section of pasted.sections) {
      tasks.push(...section.tasks.map(asTask));
      if (!own.columns.length && section.columns.length) own.columns = section.columns.map(function (column) { return column.slice(); });
      for (const column of section.columns) {
        const there = own.columns.some(function (one) { return one[0] === column[0]; });
        if (!there && own.columns.length && section.tasks.some(function (task) { return task.extra[column[0]] || task[column[0]]; })) own.columns.push(column.slice());
      }
    }
    const place = row ? own.tasks.findIndex(function (task) { return task.key === row.dataset.key; }) + 1 : own.tasks.length;
    own.tasks.splice(place, 0, ...tasks);
    const texts = [pasted.opening, ...pasted.sections.flatMap(function (section) { return [section.heading, section.body, section.after]; })];
    own.after = [own.after, ...texts].filter(Boolean).join("\n");
    return { sentence: "Đã dán " + tasks.length + " nhiệm vụ.", focus: { row: tasks[0].key, name: "task_content" } };
  });
}

function shut() { if (panel) { panel.remove(); panel = null; } }

function ask(field, at, pasted) {
  shut();
  panel = make("div", "plan-paste");
  panel.setAttribute("role", "dialog");
  panel.setAttribute("aria-label", "Dán vào kế hoạch");
  panel.append(make("p", "", "Dán " + pasted.summary));
  const buttons = make("div", "plan-buttons");
  const offer = function (label, act) { buttons.append(button(label, function () { shut(); act(); })); };
  const tasks = pasted.sections.some(function (section) { return section.tasks.length; });
  const headed = pasted.sections.some(function (section) { return section.heading; });
  const inSection = Boolean(field.closest("[data-section]"));
  if (tasks && inSection && !headed) offer("Dán thành nhiệm vụ", function () { putTasks(field, pasted); });
  if (headed || (tasks && !inSection)) offer("Dán thành mục", function () { putSections(field, at, pasted); });
  if (tasks && inSection && headed) offer("Chỉ dán nhiệm vụ vào mục này", function () { putTasks(field, pasted); });
  offer("Dán thành đoạn văn", function () { putText(field, pasted.text, at); });
  offer("Thôi", function () { reveal(field, at[0], at[1]); });
  panel.append(buttons);
  panel.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") return;
    event.preventDefault();
    shut();
    reveal(field, at[0], at[1]);
  });
  (field.closest(".plan-cell, .mb-3") || field).after(panel);
  buttons.firstElementChild.focus();
}

async function onPaste(event) {
  const field = event.target, data = event.clipboardData;
  if (!data || !isText(field) || field.readOnly) return;
  const html = data.getData("text/html"), text = data.getData("text/plain");
  if (!html && !text) return;
  const at = [field.selectionStart, field.selectionEnd];
  if (at[0] === null) return;  // numbers and dates take what they take
  event.preventDefault();
  const flat = text || html.replace(/<[^>]*>/g, " ");
  const plain = (/^\r?\n/.test(flat) ? "\n" : "") + tidy(flat) + (/\S\s*\n$/.test(flat) && flat.trim().includes("\n") ? "\n" : "");
  if (!form.dataset.pasteUrl || !structured(html, text)) { putText(field, plain, at); return; }
  say("Đang đọc nội dung dán…");
  const body = new FormData();
  body.append("html", html);
  body.append("text", text);
  const cookie = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
  body.append("csrfmiddlewaretoken", cookie ? cookie[1] : form.elements.csrfmiddlewaretoken.value);
  const before = field.value;
  try {
    const response = await fetch(form.dataset.pasteUrl, {
      method: "POST", body: body, credentials: "same-origin", redirect: "manual", headers: { "X-Autosave": "1" },
    });
    if (!response.ok) throw new Error("refused");
    const pasted = await response.json();
    say("");
    // Who went on typing meanwhile has the cursor where the text shall stand.
    const now = field.value === before ? at : [field.selectionStart, field.selectionEnd];
    if (pasted.sections.length) ask(field, now, pasted);
    else putText(field, pasted.text || plain, now);
  } catch (error) {
    putText(field, plain, field.value === before ? at : null);
    say("Chưa hỏi được máy chủ về bố cục nên đã dán thành chữ thường.");
  }
}

export function start() { form.addEventListener("paste", onPaste); }
