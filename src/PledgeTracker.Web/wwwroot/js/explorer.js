// The explorer of the API. It asks nobody but this site: no fonts, no proxy, no telemetry, no assistant.

const place = document.getElementById("explorer");
window.Scalar.createApiReference(place, {
  url: place.dataset.description,
  withDefaultFonts: false,
  telemetry: false,
  proxyUrl: "",
  hideClientButton: true,
  showDeveloperTools: "never",
  agent: { disabled: true },
  mcp: { disabled: true },
});
