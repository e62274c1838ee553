// Adds a copy button to each code block. Everything else on a page works without scripts.
(function () {
  "use strict";
  var words = document.body.dataset;

  // navigator.clipboard is missing outside of secure contexts, and refuses in some of them.
  function copyBySelection(text) {
    var area = document.createElement("textarea");
    area.value = text;
    area.className = "hidden";
    document.body.appendChild(area);
    area.select();
    var done = false;
    try {
      done = document.execCommand("copy");
    } catch (error) {
      done = false;
    }
    area.remove();
    return done;
  }

  // When nothing may write to the clipboard, the selected block is one key away from it.
  function select(pre) {
    var selection = window.getSelection();
    selection.removeAllRanges();
    selection.selectAllChildren(pre);
  }

  function addButton(pre) {
    var button = document.createElement("button");
    var timer;
    button.type = "button";
    button.className = "copy";
    button.textContent = words.copy;
    // A screen reader says the change of the button's text.
    button.setAttribute("aria-live", "polite");

    function succeeded() {
      button.textContent = words.copied;
      clearTimeout(timer);
      timer = setTimeout(function () {
        button.textContent = words.copy;
      }, 2000);
    }

    function fallBack(text) {
      if (copyBySelection(text)) {
        succeeded();
      } else {
        select(pre);
      }
      button.focus({ preventScroll: true });
    }

    button.addEventListener("click", function () {
      // A line end at the end would make a terminal run the last line at once.
      var text = pre.textContent.replace(/\n$/, "");
      if (navigator.clipboard && navigator.clipboard.writeText) {
        navigator.clipboard.writeText(text).then(succeeded, function () {
          fallBack(text);
        });
      } else {
        fallBack(text);
      }
    });

    var figure = pre.parentElement.closest("figure");
    var head = figure && figure.querySelector("figcaption");
    if (head) {
      head.appendChild(button);
    } else {
      var box = document.createElement("div");
      box.className = "code-box";
      pre.replaceWith(box);
      box.append(pre, button);
    }
  }

  document.querySelectorAll("main pre").forEach(function (pre) {
    // What one sees is not what one types; its values are as they are, for no shell to read.
    if (!pre.closest(".output") && !pre.querySelector(".language-console")) addButton(pre);
  });
})();
