// Everything works without this file. It adds suggestions to the search boxes and files by drag and drop.
"use strict";
// Suggestions under a search box: the ARIA pattern of an editable combobox with a list. Enter submits what is typed unless an option
// was chosen with the arrows; an option leads straight to its entry.
for (const box of document.querySelectorAll("input[data-suggest]")) {
  const english = document.documentElement.lang === "en";
  const list = document.createElement("ul");
  list.id = box.id + "-list";
  list.className = "suggestions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", english ? "Suggestions" : "建议");
  const told = document.createElement("span");
  told.className = "sr";
  told.setAttribute("role", "status");
  box.after(list, told);
  box.setAttribute("role", "combobox");
  box.setAttribute("aria-autocomplete", "list");
  box.setAttribute("aria-controls", list.id);
  box.setAttribute("aria-expanded", "false");
  let timer, running, chosen = -1;

  const choose = (index) => {
    list.children[chosen]?.setAttribute("aria-selected", "false");
    chosen = index;
    const option = list.children[chosen];
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) box.setAttribute("aria-activedescendant", option.id);
    else box.removeAttribute("aria-activedescendant");
  };
  const show = (open) => {
    list.hidden = !open;
    box.setAttribute("aria-expanded", String(open));
    choose(-1);
  };
  const piece = (text, name, lang) => {
    const span = document.createElement("span");
    span.textContent = text;
    if (name) span.className = name;
    if (lang) span.lang = lang;
    return span;
  };
  const option = (s, i) => {
    const item = document.createElement("li");
    item.id = list.id + "-" + i;
    item.dataset.url = s.url;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    item.append(piece(s.code, "nowrap soft"), " ", piece(s.title, "", "zh-Hans"));
    if (english && s.english) item.append(" ", piece(s.english));
    if (s.matched !== s.title && s.matched !== s.code && !(english && s.matched === s.english))
      item.append(" ", piece(s.matched + (s.everyday ? (english ? " (everyday)" : "（俗称）") : ""), "soft"));
    return item;
  };
  const ask = async () => {
    running?.abort();
    const text = box.value.trim();
    if (text === "") {
      list.replaceChildren();
      return show(false);
    }
    running = new AbortController();
    try {
      const query = new URLSearchParams({ q: text, version: box.dataset.version || "latest" });
      const answer = await fetch("/api/v1/search/suggest?" + query, { signal: running.signal });
      if (!answer.ok) return;
      const found = (await answer.json()).suggestions;
      list.replaceChildren(...found.map(option));
      show(found.length > 0 && document.activeElement === box);
      told.textContent = english ? found.length + " suggestions" : found.length + " 条建议";
    } catch (e) {
      if (e.name !== "AbortError") console.info("no suggestions", e);
    }
  };

  box.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, 120);
  });
  box.addEventListener("keydown", (e) => {
    if (e.isComposing) return;
    const count = list.children.length;
    if ((e.key === "ArrowDown" || e.key === "ArrowUp") && count > 0) {
      e.preventDefault();
      const down = e.key === "ArrowDown";
      if (list.hidden) {
        show(true);
        choose(down ? 0 : count - 1);
      } else if (down) choose(chosen === count - 1 ? -1 : chosen + 1);
      else choose(chosen === -1 ? count - 1 : chosen - 1);
    } else if (e.key === "Escape" && !list.hidden) {
      e.preventDefault();
      show(false);
    } else if (e.key === "Enter") {
      clearTimeout(timer);
      running?.abort();
      if (!list.hidden && chosen >= 0) {
        e.preventDefault();
        location.assign(list.children[chosen].dataset.url);
      }
      show(false);
    }
  });
  box.addEventListener("blur", () => show(false));
  // The box keeps the focus while the list is clicked, or it would be gone before the click.
  list.addEventListener("pointerdown", (e) => e.preventDefault());
  list.addEventListener("click", (e) => {
    const item = e.target.closest("[role=option]");
    if (item) location.assign(item.dataset.url);
  });
}
for (const zone of document.querySelectorAll("[data-drop]")) {
  const input = zone.querySelector("input[type=file]");
  const mark = (on) => zone.classList.toggle("over", on);
  zone.addEventListener("dragover", (e) => { e.preventDefault(); mark(true); });
  zone.addEventListener("dragleave", () => mark(false));
  zone.addEventListener("drop", (e) => { e.preventDefault(); mark(false); input.files = e.dataTransfer.files; });
}
