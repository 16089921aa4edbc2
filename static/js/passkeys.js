// Says on the page what the browser only tells the console: the passkey was not used.
document.addEventListener("allauth.error", () => {
  const status = document.querySelector("[data-passkey-status]")
  if (status) status.textContent = status.dataset.refused
})
