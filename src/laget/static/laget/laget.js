// Small comforts. Every page works without them; every word stands in the page.
(() => {
  "use strict";
  const say = (place, text) => { place.textContent = text; };

  // What is being written is kept on the server: when the keys have rested, at the latest after ten seconds; when a
  // field is left; and when the page is. Whatever else is sent from it goes after that, and so does another language.
  for (const form of document.querySelectorAll("form[data-draft]")) {
    const said = form.appendChild(document.createElement("p"));
    said.className = "saved";
    said.setAttribute("role", "status");
    let resting = 0, waiting = 0;
    const settle = () => { clearTimeout(resting); clearTimeout(waiting); resting = waiting = 0; };
    const save = async (keepalive = false) => {
      settle();
      try {
        const answer = await fetch(form.dataset.draft, { method: "POST", body: new FormData(form), keepalive });
        if (!answer.ok || answer.redirected) throw answer;
        say(said, await answer.text());
      } catch {
        say(said, form.dataset.unsaved);
        waiting ||= setTimeout(save, 10000);
      }
    };
    const leaving = () => { if (waiting) save(true); };
    form.addEventListener("input", () => {
      clearTimeout(resting);
      resting = setTimeout(save, 2000);
      waiting ||= setTimeout(save, 10000);
    });
    form.addEventListener("focusout", (event) => { if (waiting && event.relatedTarget?.type !== "submit") save(); });
    addEventListener("beforeunload", leaving);
    addEventListener("pagehide", leaving);
    document.addEventListener("visibilitychange", () => { if (document.hidden) leaving(); });
    document.addEventListener("submit", (event) => {
      const sent = event.target;
      if (sent === form || sent.id === "drop-draft") return settle();
      if (!waiting) return;
      event.preventDefault();
      save().then(() => { settle(); sent.requestSubmit(event.submitter); });
    });
  }

  // How much room is left in a long text, or how much too long it is: the browser cuts nothing off. It sends each
  // new line as two characters.
  for (const area of document.querySelectorAll("textarea[data-left]")) {
    const count = area.nextElementSibling;
    const tell = () => {
      const left = area.dataset.most - area.value.replaceAll("\n", "\r\n").length;
      say(count, (left < 0 ? area.dataset.over : area.dataset.left).replace("%s", Math.abs(left)));
    };
    area.addEventListener("input", tell);
    if (area.value) tell();
  }

  // Out at once: the page gives its place in the browser's history to the one that is shown instead.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.id !== "leave" || !form.dataset.to) return;
    event.preventDefault();
    fetch(form.action, { method: "POST", body: new FormData(form), keepalive: true });
    location.replace(form.dataset.to);
  });

  // A second press on a button does nothing while the first is on its way.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    if (form.dataset.sent) return event.preventDefault();
    form.dataset.sent = "yes";
    event.submitter?.setAttribute("aria-disabled", "true");
    setTimeout(release, 8000, form);
  });
  const release = (form) => {
    delete form.dataset.sent;
    form.querySelectorAll("[aria-disabled]").forEach((button) => button.removeAttribute("aria-disabled"));
  };
  addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach(release));

  // A page that answered a form is nothing to come back to once another is sent from it: Back would ask to send the
  // first anew. Without an address of its own, that other form goes where the page was.
  document.addEventListener("submit", (event) => {
    const { back } = document.body.dataset, form = event.target;
    if (!back || event.defaultPrevented) return;
    if (!form.getAttribute("action")) form.setAttribute("action", location.href);
    history.replaceState(null, "", back);
  });

  // A list that cannot be renewed, since the session has ended or something is wrong: the whole page tells.
  document.addEventListener("htmx:before:response", (event) => {
    const { request, response } = event.detail.ctx;
    if (response.raw.ok && !response.raw.redirected) return;
    event.preventDefault();
    location.assign(request.method === "GET" ? request.action : location.href);
  });

  // The menu of who one is closes like any menu.
  const me = document.querySelector("details.me");
  document.addEventListener("click", (event) => { if (me?.open && !me.contains(event.target)) me.open = false; });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && me?.open) { me.open = false; me.firstElementChild.focus(); }
  });

  // The list of what is wrong comes first to whoever listens.
  document.querySelector(".ds-error-summary")?.focus();
})();
