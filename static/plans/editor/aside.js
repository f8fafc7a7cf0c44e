// Beside the text: the print, the findings, the table of contents; and the way from these to a place in the text.
import { form, list, fieldAt, reveal, headFields, make } from "./page.js";
import { onChange } from "./history.js";

const panels = Array.from(document.querySelectorAll("[data-panel]"));
const tabs = Array.from(document.querySelectorAll("[data-tab]"));
const toc = document.querySelector("[data-toc]");
let timer = null, tocTimer = null;

function refresh(panel) {
  panel.dataset.stale = "";
  if (window.htmx) window.htmx.trigger(panel, "refresh");
}

// Only what is looked at is made anew; the other one when it is looked at.
function refreshSoon() {
  clearTimeout(timer);
  timer = setTimeout(function () {
    for (const panel of panels) {
      if (panel.closest("[hidden]")) panel.dataset.stale = "1";
      else refresh(panel);
    }
  }, 400);
}

function choose(tab, focus) {
  for (const other of tabs) {
    const chosen = other === tab, panel = document.getElementById(other.getAttribute("aria-controls"));
    other.setAttribute("aria-selected", String(chosen));
    other.tabIndex = chosen ? 0 : -1;
    panel.hidden = !chosen;
    if (!chosen) continue;
    for (const one of panel.querySelectorAll("[data-panel]")) if (one.dataset.stale) refresh(one);
  }
  if (focus) tab.focus();
}

function startTabs() {
  if (!tabs.length) return;
  tabs[0].parentElement.hidden = false;
  tabs.forEach(function (tab, index) {
    tab.addEventListener("click", function () { choose(tab); });
    tab.addEventListener("keydown", function (event) {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (step) { event.preventDefault(); choose(tabs[(index + step + tabs.length) % tabs.length], true); }
    });
  });
  choose(tabs[0]);
}

function listContents() {
  const holder = toc.querySelector("ol");
  const rows = Array.from(list.children);
  const fresh = document.createDocumentFragment();
  for (const row of rows) {
    const item = make("li", "level-" + row.dataset.level);
    const heading = row.querySelector("[name=section_heading]");
    const number = row.querySelector(".plan-number").textContent;
    const link = make("a", "", (number === "–" ? "" : number + ". ") + (heading.value || "Mục chưa có tiêu đề"));
    link.href = "#" + heading.id;
    link.addEventListener("click", function (event) {
      event.preventDefault();
      toc.classList.remove("plan-toc-over");
      reveal(heading, heading.value.length);
      row.scrollIntoView({ block: "start" });
    });
    item.append(link);
    fresh.append(item);
  }
  holder.replaceChildren(fresh);
}

function startContents() {
  if (!toc) return;
  const soon = function () { clearTimeout(tocTimer); tocTimer = setTimeout(listContents, 600); };
  onChange(soon);
  form.addEventListener("autosaved", soon);
  listContents();
  const button = document.querySelector("[data-tool=contents]");
  if (!button) return;
  button.addEventListener("click", function () {
    toc.open = true;
    toc.classList.toggle("plan-toc-over");
    const first = toc.querySelector("a, summary");
    if (toc.classList.contains("plan-toc-over") && first) first.focus();
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && toc.classList.contains("plan-toc-over")) { toc.classList.remove("plan-toc-over"); button.focus(); }
  });
  document.addEventListener("pointerdown", function (event) {
    if (!toc.contains(event.target) && !button.contains(event.target)) toc.classList.remove("plan-toc-over");
  });
}

// "opening", "section:12:body", "task:34:agencies": as the findings name a place.
function fieldNamed(name) {
  const parts = name.split(":");
  if (parts.length === 1) return headFields.get(name) || null;
  const hidden = parts[0] === "section" ? "section_uid" : "task_id";
  const mark = Array.from(list.querySelectorAll("[name=" + hidden + "]")).find(function (field) { return field.value === parts[1]; });
  if (!mark) return null;
  const row = mark.closest("[data-key]"), own = parts.slice(2).join(":");
  return fieldAt({ row: row.dataset.key, name: parts[0] + "_" + own }) || fieldAt({ row: row.dataset.key, name: "extra:" + own });
}

function goTo(name, start, end) {
  const field = fieldNamed(name);
  if (field) reveal(field, start, end);
  return Boolean(field);
}

// An act on what is stored waits until what is typed is stored too.
function saveFirst(event) {
  if (!event.target.closest || !event.target.closest("[data-findings]") || event.detail.verb !== "post") return;
  if (!form.autosave || form.autosave.isClean()) return;
  event.preventDefault();
  const go = event.detail.issueRequest;
  form.addEventListener("autosaved", function () { go(true); }, { once: true });
  form.autosave.now();
}

export function start() {
  startTabs();
  startContents();
  form.addEventListener("autosaved", refreshSoon);
  form.addEventListener("autosave-kept", refreshSoon);
  document.body.addEventListener("plan-changed", refreshSoon);
  document.body.addEventListener("plan-fixed", refreshSoon);
  document.addEventListener("go-to-place", function (event) { goTo(event.detail.field, event.detail.start, event.detail.end); });
  document.addEventListener("htmx:confirm", saveFirst);
  const wanted = decodeURIComponent(location.hash.slice(1));
  if (wanted.includes(":")) setTimeout(function () { goTo(wanted); }, 0);
}
