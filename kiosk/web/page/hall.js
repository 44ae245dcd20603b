// What a page shows leads nowhere else: no address in a text opens a window, and nothing is downloaded.
window.open = () => null;
// Cells twice as high as wide, with large letters; a narrow telephone gets smaller ones, so that 50 columns fit.
document.addEventListener("DOMContentLoaded", () => {
  const place = document.getElementById("terminal");
  const fitting = Math.floor(window.innerWidth / 50 / 0.61);
  place.dataset.fontSize = String(Math.max(Math.min(20, fitting, Math.floor(window.innerHeight / 24 / 1.2)), 7));
  place.dataset.sessionWebsocketUrl = location.origin.replace(/^http/, "ws") + location.pathname + "ws";
});
