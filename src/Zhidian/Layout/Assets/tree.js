// Makes a keyboard tree (ARIA treeview) of the nested links of the Classification. Without it every branch is an ordinary link.
"use strict";
for (const tree of document.querySelectorAll("ul.tree")) {
  const rowOf = (li) => li.querySelector(":scope > .row");
  const listOf = (li) => li.querySelector(":scope > ul");
  const twistOf = (li) => li.querySelector(":scope > .twist");
  const isOpen = (li) => rowOf(li).getAttribute("aria-expanded") === "true";
  const itemOf = (row) => row.closest("li");
  const depth = (li) => { let n = 1; for (let up = li.parentElement; up !== tree; up = up.parentElement) if (up.tagName === "UL") n++; return n; };
  const visible = () => [...tree.querySelectorAll(".row")].filter((r) => r.closest("ul[hidden]") === null);
  let current;

  function dress(list) {
    if (list !== tree) {
      list.setAttribute("role", "group");
      list.id ||= "below-" + list.parentElement.id;
    }
    const items = [...list.children];
    items.forEach((li, i) => {
      const row = rowOf(li), twist = twistOf(li), below = listOf(li);
      li.setAttribute("role", "none");
      row.setAttribute("role", "treeitem");
      row.setAttribute("aria-level", depth(li));
      row.setAttribute("aria-posinset", i + 1);
      row.setAttribute("aria-setsize", items.length);
      row.tabIndex = -1;
      for (const part of [...li.children]) if (part.matches(".mark, .count")) row.append(" ", part);
      // The mouse's handles; the keyboard has arrows and the asterisk for the same.
      for (const link of [twist, li.querySelector(":scope > .whole")]) {
        if (!link) continue;
        const handle = document.createElement("span");
        handle.className = link.className;
        handle.setAttribute("aria-hidden", "true");
        Object.assign(handle.dataset, link.dataset);
        handle.textContent = link.firstChild.textContent;
        if (link === twist) handle.dataset.href = link.href;
        link.replaceWith(handle);
      }
      if (twist) row.setAttribute("aria-expanded", below !== null);
      if (below) { dress(below); row.setAttribute("aria-owns", below.id); }
    });
  }

  function show(li, open) {
    const list = listOf(li), twist = twistOf(li), whole = li.querySelector(":scope > .whole");
    if (list) list.hidden = !open;
    rowOf(li).setAttribute("aria-expanded", open);
    twist.textContent = open ? "▾" : "▸";
    if (!open) li.dataset.whole = "";
    if (whole) whole.textContent = li.dataset.whole ? whole.dataset.less : whole.dataset.more;
    if (!open && list?.contains(current)) focus(rowOf(li), false);
  }

  async function open(li, whole) {
    const twist = twistOf(li);
    if (!twist || (isOpen(li) && !whole)) return;
    if (!listOf(li) || whole) {
      const address = new URL(twist.dataset.branch, location.href);
      if (whole) address.searchParams.set("all", "1");
      rowOf(li).setAttribute("aria-busy", "true");
      try {
        const answer = await fetch(address);
        if (!answer.ok) throw new Error(answer.status);
        const part = document.createRange().createContextualFragment(await answer.text());
        listOf(li)?.remove();
        li.append(part);
        dress(listOf(li));
        rowOf(li).setAttribute("aria-owns", listOf(li).id);
      } catch {
        // The same by an ordinary page.
        location.href = twist.dataset.href;
        return;
      } finally {
        rowOf(li).removeAttribute("aria-busy");
      }
    }
    li.dataset.whole = whole ? "1" : "";
    show(li, true);
    remember(li.id.slice(2), whole);
  }

  function close(li) {
    if (!twistOf(li) || !isOpen(li)) return;
    show(li, false);
    const above = li.parentElement.closest("li");
    remember(above ? above.id.slice(2) : null);
  }

  // The address opens at the same place when it is shared or asked again.
  function remember(code, whole) {
    if (tree.dataset.fixed !== undefined) return;
    const address = new URL(location.href);
    address.searchParams.delete("at");
    address.searchParams.delete("all");
    if (code) address.searchParams.set(whole ? "all" : "at", code);
    address.hash = "";
    history.replaceState(null, "", address);
  }

  function focus(row, take = true) {
    if (!row) return;
    if (current) current.tabIndex = -1;
    current = row;
    row.tabIndex = 0;
    if (take) row.focus();
  }

  tree.setAttribute("role", "tree");
  dress(tree);
  const at = tree.querySelector("[aria-current]");
  focus(at ?? tree.querySelector(".row"), false);
  at?.scrollIntoView({ block: "center" });

  tree.addEventListener("focusin", (e) => { if (e.target.matches(".row")) focus(e.target, false); });
  tree.addEventListener("click", (e) => {
    const li = e.target.closest("li");
    if (e.target.matches(".twist")) isOpen(li) ? close(li) : open(li);
    if (e.target.matches(".whole")) li.dataset.whole || (isOpen(li) && e.target.textContent === e.target.dataset.less) ? close(li) : open(li, true);
  });

  let typed = "", typedAt = 0;
  tree.addEventListener("keydown", (e) => {
    if (!e.target.matches(".row") || e.ctrlKey || e.metaKey || e.altKey) return;
    const li = itemOf(e.target), rows = visible(), i = rows.indexOf(e.target);
    const moves = {
      ArrowDown: () => focus(rows[i + 1]),
      ArrowUp: () => focus(rows[i - 1]),
      Home: () => focus(rows[0]),
      End: () => focus(rows.at(-1)),
      ArrowRight: () => (twistOf(li) && isOpen(li) ? focus(rows[i + 1]) : open(li)),
      ArrowLeft: () => (twistOf(li) && isOpen(li) ? close(li) : focus(li.parentElement.closest("li") && rowOf(li.parentElement.closest("li")))),
      "*": () => open(li, true),
      " ": () => (twistOf(li) && isOpen(li) ? close(li) : open(li)),
    };
    if (moves[e.key]) moves[e.key]();
    else if (e.key.length === 1) {
      typed = (e.timeStamp - typedAt > 700 ? "" : typed) + e.key.toLowerCase();
      typedAt = e.timeStamp;
      // From the next row on for a first letter, so that the same letter walks; by code or by either title.
      const from = typed.length === 1 ? i + 1 : i;
      const starts = (r) => [...r.children].some((part) => part.textContent.toLowerCase().startsWith(typed));
      focus([...rows.slice(from), ...rows.slice(0, from)].find(starts));
    } else return;
    e.preventDefault();
  });
}
