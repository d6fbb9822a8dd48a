package ergode.backend;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** The values used last, by key; for many threads. */
public final class Recent<K, V> {
  private static final int MOST = 256;

  private final Map<K, V> values =
      new LinkedHashMap<>(MOST, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
          return size() > MOST;
        }
      };

  /** The value of a key, made if it is not there; one thread at a time makes one. */
  public synchronized V get(K key, Supplier<V> make) {
    V value = values.get(key);
    if (value == null) {
      value = make.get();
      values.put(key, value);
    }
    return value;
  }
}
