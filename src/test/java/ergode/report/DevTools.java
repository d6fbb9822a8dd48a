package ergode.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/** One page's end of the Chrome DevTools Protocol: commands with their answers, and events. */
final class DevTools implements AutoCloseable {
  /** Longer than a loaded machine needs: a wait ends when its condition holds. */
  static final long LONGEST_SECONDS = 60;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<Integer, CompletableFuture<JsonNode>> pending = new ConcurrentHashMap<>();
  private final WebSocket socket;
  private int sent;

  /**
   * @param events takes the name and the parameters of each event, in their order
   */
  DevTools(HttpClient client, URI page, BiConsumer<String, JsonNode> events) {
    socket =
        client
            .newWebSocketBuilder()
            .buildAsync(page, new Receiver(events))
            .orTimeout(LONGEST_SECONDS, TimeUnit.SECONDS)
            .join();
  }

  /** Sends a command and waits for its result; events before it have been delivered by then. */
  JsonNode call(String method, Map<String, ?> parameters) {
    int id = ++sent;
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    pending.put(id, answer);
    String command =
        JSON.valueToTree(Map.of("id", id, "method", method, "params", parameters)).toString();
    socket.sendText(command, true).orTimeout(LONGEST_SECONDS, TimeUnit.SECONDS).join();
    JsonNode message = answer.orTimeout(LONGEST_SECONDS, TimeUnit.SECONDS).join();
    assertThat(message.path("error").path("message").asText()).as(command).isEmpty();
    return message.path("result");
  }

  @Override
  public void close() {
    socket.abort();
  }

  private final class Receiver implements WebSocket.Listener {
    private final BiConsumer<String, JsonNode> events;
    private final StringBuilder text = new StringBuilder();

    Receiver(BiConsumer<String, JsonNode> events) {
      this.events = events;
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        receive(parse(text.toString()));
        text.setLength(0);
      }
      from.request(1);
      return CompletableFuture.completedStage(null);
    }

    private void receive(JsonNode message) {
      if (message.has("id")) {
        pending.remove(message.get("id").asInt()).complete(message);
      } else {
        events.accept(message.get("method").asText(), message.path("params"));
      }
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int status, String reason) {
      fail(new IOException("the browser has closed the connection: " + status + " " + reason));
      return CompletableFuture.completedStage(null);
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      fail(error);
    }

    private void fail(Throwable error) {
      pending.values().forEach(answer -> answer.completeExceptionally(error));
    }
  }

  private static JsonNode parse(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
