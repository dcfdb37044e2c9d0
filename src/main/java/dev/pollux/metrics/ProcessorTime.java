package dev.pollux.metrics;

import com.sun.management.OperatingSystemMXBean;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;

/**
 * {@code process_cpu_seconds_total}, as Prometheus' own clients call it; Micrometer counts it in nanoseconds.
 */
final class ProcessorTime implements MeterBinder {
    @Override
    public void bindTo(MeterRegistry registry) {
        var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        FunctionCounter.builder(
                        "process.cpu", system, bean -> (double) bean.getProcessCpuTime() / TimeUnit.SECONDS.toNanos(1))
                .baseUnit("seconds")
                .description("Processor time that the process has used, user and system.")
                .register(registry);
    }
}
