// Runs the examples of the API page in place. Without it the commands and the links to the answers are there all the same.
"use strict";
const telling = ["content-type", "etag", "link", "content-language", "retry-after", "ratelimit-limit", "ratelimit-remaining", "ratelimit-reset"];
const most = 20000;
for (const form of document.querySelectorAll("form[data-run]")) {
  form.hidden = false;
  const place = form.querySelector("[data-answer]");
  const show = (...parts) => place.replaceChildren(...parts);
  const block = (text, name) => {
    const pre = document.createElement("pre");
    pre.className = "result";
    pre.tabIndex = 0;
    pre.setAttribute("role", "group");
    pre.setAttribute("aria-label", name);
    pre.textContent = text;
    return pre;
  };
  const line = (text) => {
    const p = document.createElement("p");
    p.textContent = text;
    return p;
  };
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    // Only this portal is asked, whatever is typed.
    const address = new URL(form.elements.path.value, location.origin);
    if (address.origin !== location.origin) return show(line(form.dataset.failed + address.origin));
    show(line(form.dataset.busy));
    const headers = { "Accept-Language": document.documentElement.lang };
    if (form.dataset.accept) headers.Accept = form.dataset.accept;
    const body = form.elements.body?.value;
    if (body !== undefined) headers["Content-Type"] = form.dataset.type;
    const ask = (more) => fetch(address, { method: form.dataset.method, headers: { ...headers, ...more }, body, cache: "no-store" });
    try {
      let answer = await ask({});
      if (form.dataset.twice) answer = await ask({ "If-None-Match": answer.headers.get("ETag") });
      let text = await answer.text();
      try {
        text = JSON.stringify(JSON.parse(text), null, 2);
      } catch {
        // Not JSON: shown as it came.
      }
      const head = ["HTTP " + answer.status, ...telling.filter((h) => answer.headers.has(h)).map((h) => h + ": " + answer.headers.get(h))];
      show(block(head.join("\n") + "\n\n" + (text.length > most ? text.slice(0, most) + "\n…" : text), "HTTP " + answer.status));
    } catch (error) {
      show(line(form.dataset.failed + error.message));
    }
  });
}
