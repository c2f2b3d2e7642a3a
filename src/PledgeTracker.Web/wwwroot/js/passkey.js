// Passkeys need the browser's help; where it has none, the forms that ask for it stay hidden.

const form = document.querySelector("form[data-passkey]");
if (form && window.PublicKeyCredential?.parseRequestOptionsFromJSON && window.isSecureContext) {
  form.hidden = false;
  document.querySelector("[data-passkey-missing]")?.setAttribute("hidden", "");
  const problem = form.querySelector(".problem");
  form.addEventListener("submit", async event => {
    const field = form.elements.namedItem("credential");
    if (field.value) return;
    event.preventDefault();
    const button = event.submitter ?? form.querySelector("button");
    problem.textContent = "";
    try {
      const token = form.elements.namedItem("__RequestVerificationToken").value;
      const answer = await fetch(form.dataset.options, { method: "POST", body: new URLSearchParams({ __RequestVerificationToken: token }) });
      if (!answer.ok) throw new Error(answer.status === 429 ? "Too many attempts. Wait a few minutes and try again." : "The page is too old. Reload it.");
      const options = await answer.json();
      const credential = form.dataset.passkey === "create"
        ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
        : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
      field.value = JSON.stringify(credential);
      form.requestSubmit(button);
    } catch (e) {
      problem.textContent = e.name === "NotAllowedError" ? "The passkey was not used, or it took too long. Try again." : e.message;
    }
  });
}
