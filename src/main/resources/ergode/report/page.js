// Records on the root element how the page fared, for anyone who checks it without eyes. It comes before the body,
// so that it hears of everything that is refused there.
(() => {
  "use strict";
  const status = document.documentElement.dataset;
  let errors = 0;
  const count = () => {
    errors += 1;
    status.errors = String(errors);
  };
  status.errors = "0";
  addEventListener("error", count);
  addEventListener("unhandledrejection", count);
  document.addEventListener("securitypolicyviolation", count);
  addEventListener("load", () => {
    const images = Array.from(document.images);
    const loaded = images.filter((image) => image.complete && image.naturalWidth > 0);
    status.figures = String(images.length);
    status.figuresLoaded = String(loaded.length);
  });
})();
