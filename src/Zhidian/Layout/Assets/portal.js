// Everything works without this file. It adds suggestions to the search boxes and files by drag and drop.
"use strict";
for (const box of document.querySelectorAll("input[data-suggest]")) {
  const list = document.getElementById(box.getAttribute("list"));
  let timer, running;
  box.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      const text = box.value.trim();
      if (text === "") return list.replaceChildren();
      running?.abort();
      running = new AbortController();
      try {
        const query = new URLSearchParams({ q: text, version: box.dataset.version || "latest" });
        const answer = await fetch("/api/v1/search/suggest?" + query, { signal: running.signal });
        if (!answer.ok) return;
        list.replaceChildren(
          ...(await answer.json()).suggestions.map((s) => {
            const option = document.createElement("option");
            option.value = s.matched;
            option.label = s.code + " " + s.title;
            return option;
          })
        );
      } catch (e) {
        if (e.name !== "AbortError") console.info("no suggestions", e);
      }
    }, 120);
  });
}
for (const zone of document.querySelectorAll("[data-drop]")) {
  const input = zone.querySelector("input[type=file]");
  const mark = (on) => zone.classList.toggle("over", on);
  zone.addEventListener("dragover", (e) => { e.preventDefault(); mark(true); });
  zone.addEventListener("dragleave", () => mark(false));
  zone.addEventListener("drop", (e) => { e.preventDefault(); mark(false); input.files = e.dataTransfer.files; });
}
