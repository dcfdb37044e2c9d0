package dev.pollux.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pollux.app.LagReport;
import java.util.List;
import org.junit.jupiter.api.Test;

class LagTableTest {
    @Test
    void numbersStandOnTheRightAndWhatIsNotKnownIsADash() {
        var report = new LagReport(
                "orders-worker",
                "Stable",
                1,
                42,
                12.345,
                List.of(
                        new LagReport.Partition("orders", 0, 958L, 1000, 42L, 12.345, "pollux-0", "10.0.0.7"),
                        new LagReport.Partition("orders", 1, null, 7, null, null, null, null)));
        assertThat(LagTable.of(report)).isEqualTo("""
                group orders-worker: stable, 1 member
                TOPIC   PARTITION  COMMITTED   END  LAG  LAG SECONDS  OWNER
                orders          0        958  1000   42         12.3  pollux-0 (10.0.0.7)
                orders          1          -     7    -            -  -
                all                                  42         12.3
                """);
    }
}
