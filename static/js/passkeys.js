// Says on the page what the browser tells only the console: the passkey was not used.
document.addEventListener("allauth.error", (event) => {
  const status = document.querySelector("[data-passkey-status]")
  if (!status) return
  const unfit = event.detail.exception?.name === "SecurityError"
  status.textContent = unfit ? status.dataset.unfit : status.dataset.refused
})
