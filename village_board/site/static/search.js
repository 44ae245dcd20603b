"use strict";
// Titles that were folded when the site was made; what is typed is folded the same way. Nothing is asked of any network.
(() => {
  const most = 50;
  const box = document.getElementById("words");
  const count = document.getElementById("count");
  const found = document.getElementById("found");
  const simplified = new Map(Object.entries(searchData.simplified));
  const fold = (text) =>
    Array.from(text.normalize("NFKC").toLowerCase(), (char) => simplified.get(char) || char)
      .join("")
      .replace(/(\d),(?=\d{3}(?!\d))/g, "$1")
      .replace(/[^\p{L}\p{N}]+/gu, " ")
      .trim();
  const rows = searchData.rows.map(([title, to, note, words]) => ({ title, to, note, words }));

  function span(name, text) {
    const made = document.createElement("span");
    made.className = name;
    made.textContent = text;
    return made;
  }

  function show() {
    const wanted = fold(box.value).split(" ").filter(Boolean);
    const hits = wanted.length ? rows.filter((row) => wanted.every((word) => row.words.includes(word))) : [];
    found.replaceChildren(
      ...hits.slice(0, most).map((row) => {
        const line = document.createElement("li");
        const link = document.createElement("a");
        link.href = "../" + row.to + "index.html";
        link.textContent = row.title;
        line.append(link, span("note", row.note));
        return line;
      }),
    );
    const said = hits.length > most ? count.dataset.many : count.dataset.some;
    count.textContent = !wanted.length ? "" : hits.length ? said.replace("#", hits.length) : count.dataset.none;
  }

  document.getElementById("search").hidden = false;
  box.addEventListener("input", show);
  show();
})();
