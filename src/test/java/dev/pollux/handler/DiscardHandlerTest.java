package dev.pollux.handler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollux.api.Handler;
import dev.pollux.api.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DiscardHandlerTest {

    @Test
    void acceptsOneAtATime() throws Exception {
        var settings = new HandlerSettings(HandlerSettings.Type.DISCARD, Duration.ofSeconds(1), null, null);
        Handler<byte[], byte[]> handler = (Handler<byte[], byte[]>) Handlers.create(settings, 1, true);
        assertThat(handler.handle(Deliveries.orders(null, null))).isEqualTo(Outcome.accept());
    }
}
