
// Leaves in place of this page, so that "back" does not lead here again. Without it, the link still leads away.
document.getElementById("leave").addEventListener("click", (event) => {
  event.preventDefault();
  document.body.hidden = true;
  location.replace(event.currentTarget.href);
});
