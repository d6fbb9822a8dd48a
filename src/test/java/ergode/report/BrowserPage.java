package ergode.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A page as a browser shows it: what it says, what it complains of, and a hand on the mouse. */
final class BrowserPage implements AutoCloseable {
  private static final int WIDTH = 1280;
  private static final int HEIGHT = 900;

  private final DevTools tools;
  private final List<String> messages = new CopyOnWriteArrayList<>();

  /**
   * @param page the page's address in the DevTools protocol
   */
  BrowserPage(HttpClient client, URI page) {
    tools = new DevTools(client, page, this::note);
    tools.call("Runtime.enable", Map.of());
    tools.call("Log.enable", Map.of());
    tools.call("Page.enable", Map.of());
    resize(WIDTH, HEIGHT, false);
  }

  private void note(String event, JsonNode parameters) {
    switch (event) {
      case "Runtime.consoleAPICalled" -> messages.add("console: " + parameters.get("args"));
      case "Runtime.exceptionThrown" -> messages.add(exception(parameters.get("exceptionDetails")));
      case "Log.entryAdded" -> messages.add(parameters.at("/entry/text").asText());
      default -> {
        // the life of the page, which is of no interest
      }
    }
  }

  private static String exception(JsonNode details) {
    return details.path("text").asText() + " " + details.at("/exception/description").asText();
  }

  /** Loads a file, until its figures are there or have failed. At first there is no element. */
  void open(Path file) {
    JsonNode answer = tools.call("Page.navigate", Map.of("url", file.toUri().toString()));
    assertThat(answer.path("errorText").asText()).as("opening %s", file).isEmpty();
    await("document.documentElement?.dataset.figuresLoaded !== undefined");
  }

  /** What the page wrote to its console, uncaught exceptions, and what the browser refused it. */
  List<String> messages() {
    return List.copyOf(messages);
  }

  /** The value of a JavaScript expression, awaited if it is a promise. */
  JsonNode evaluate(String expression) {
    JsonNode answer =
        tools.call(
            "Runtime.evaluate",
            Map.of("expression", expression, "awaitPromise", true, "returnByValue", true));
    assertThat(answer.has("exceptionDetails"))
        .as("%s: %s", expression, exception(answer.path("exceptionDetails")))
        .isFalse();
    return answer.at("/result/value");
  }

  /** The text of the element that a selector finds first. */
  String text(String selector) {
    return evaluate("document.querySelector('%s').textContent".formatted(selector)).asText();
  }

  /** An attribute {@code data-...} of the root element, in camel case without "data". */
  int status(String name) {
    return evaluate("Number(document.documentElement.dataset.%s)".formatted(name)).asInt();
  }

  /** Waits until a JavaScript condition holds. */
  void await(String condition) {
    boolean holds =
        evaluate(
                """
                new Promise((resolve) => {
                  const end = performance.now() + %d;
                  const check = () =>
                    (%s) ? resolve(true)
                      : performance.now() > end ? resolve(false) : setTimeout(check, 10);
                  check();
                })
                """
                    .formatted(DevTools.LONGEST_SECONDS * 900, condition))
            .asBoolean();
    assertThat(holds).as("waited in vain for %s; messages: %s", condition, messages).isTrue();
  }

  /** Lets the browser draw the page so many times. */
  void drawFrames(int frames) {
    evaluate(
        """
        new Promise((resolve) => {
          let left = %d;
          const next = () => (left-- > 0 ? requestAnimationFrame(next) : resolve());
          next();
        })
        """
            .formatted(frames));
  }

  /** Scrolls to the element that a selector finds first and clicks its middle. */
  void click(String selector) {
    JsonNode middle =
        evaluate(
            """
            (() => {
              const element = document.querySelector('%s');
              element.scrollIntoView({ block: 'center', behavior: 'instant' });
              const box = element.getBoundingClientRect();
              return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
            })()
            """
                .formatted(selector));
    for (String type : List.of("mousePressed", "mouseReleased")) {
      tools.call(
          "Input.dispatchMouseEvent",
          Map.of(
              "type",
              type,
              "x",
              middle.get("x").asDouble(),
              "y",
              middle.get("y").asDouble(),
              "button",
              "left",
              "clickCount",
              1));
    }
  }

  /** Shows the page in a window of so many CSS px. */
  void resize(int width, int height, boolean mobile) {
    tools.call(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", mobile));
  }

  /** Elements that do not fit a phone of that width, px; what scrolls within its own box does. */
  List<String> widerThan(int width) {
    resize(width, HEIGHT, true);
    List<String> wider = new ArrayList<>();
    evaluate(
            """
            [...document.body.querySelectorAll('*')]
              .filter((element) => !element.parentElement.closest('.table'))
              .filter((element) => element.getBoundingClientRect().right > %d.5)
              .map((element) => element.outerHTML.slice(0, 100))
            """
                .formatted(width))
        .forEach(element -> wider.add(element.asText()));
    return wider;
  }

  /** Lets a media feature of the reader's have a value, for example a preference. */
  void prefer(String feature, String value) {
    tools.call(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", feature, "value", value))));
  }

  @Override
  public void close() {
    tools.call("Page.close", Map.of());
    tools.close();
  }
}
