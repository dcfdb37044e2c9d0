package dev.pollux.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Wrong values end in a sentence that says what to do; unwise ones are named in the notes. */
class RulesTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "config: {topic-pattern: a.*} | set config.topics to null",
                "config: {server: {port: 0}} | set it to a number such as 8080",
                "config: {membership: {instance-id: me}} | leave it out, and each member is named after its pod",
                "config: {shutdown: {drain-timeout: PT1M}} | set it to more than 80, or lower config.shutdown.drain-timeout",
                "terminationGracePeriodSeconds: 45 | set it to more than 45",
                "autoscaling: {scaler: external, minReplicas: 3, maxReplicas: 2} | raise the one or lower the other",
                "autoscaling: {scaler: keda} | set it to where KEDA reaches Prometheus",
                "autoscaling: {scaler: keda, minReplicas: 0, keda: {prometheus: {serverAddress: 'http://p'}}} | set it to 1 or more, or set autoscaling.keda.trigger to kafka",
                "`{autoscaling: {scaler: keda, keda: {trigger: kafka}}, config: {kafka: {bootstrap.servers: null}}}` | write that key on one line",
                "`{autoscaling: {scaler: keda, keda: {trigger: kafka}}, config: {kafka: {bootstrap.servers: '${SERVERS}'}}}` | write the servers there",
                "autoscaling: {scaler: hpa} | set monitoring.podMonitor.enabled to true",
                "autoscaling: {scaler: hpa, minReplicas: 0} | which a HorizontalPodAutoscaler does not do",
                "handlerContainer: {startupProbe: {}} | set handlerContainer.image to that of your program",
                "handlerContainer: {image: a} | set handlerContainer.startupProbe, such as",
                "handlerContainer: {image: a, name: pollux} | give it another one",
                "handlerContainer: {image: a, restartPolicy: Never} | leave it out",
                "handlerContainer: {image: a, ports: [{containerPort: 8080}]} | set config.server.port to another one",
                "handlerContainer: {image: a, ports: [{name: http, containerPort: 1}]} | give it another name",
                "plugins: {image: a} | set it to java, or leave plugins.image empty",
                "`{plugins: {image: a}, config: {handler: {type: java, java: {class: a.B}}}}` | set config.handler.java.plugins to /plugins",
                "monitoring: {podMonitor: {enabled: true}, serviceMonitor: {enabled: true}} | enable one of them",
                "podDisruptionBudget: {maxUnavailable: null} | set podDisruptionBudget.enabled to false",
                "serviceAccount: {create: false} | set serviceAccount.create to true",
            })
    void whatDoesNotGoTogetherSaysWhatToDo(String values, String sentence) {
        assertThatThrownBy(() -> Chart.notes(Values.of(folder, values))).hasMessageContaining(sentence);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "replicas: 3 | replicas",
                "config: {buffer: {max-record: 5}} | max-record",
                "config: {concurrency: 0} | concurrency",
                "config: {ordering: keys} | ordering",
                "config: {handler: {type: htp}} | type",
                "config: {commit: {interval: 1s}} | interval",
                "autoscaling: {scaler: vpa} | scaler",
                "secretMounts: [{secret: a, mountPath: /a}] | secret",
            })
    void whatTheSchemaDoesNotKnowIsNamed(String values, String name) {
        assertThatThrownBy(() -> Chart.notes(Values.of(folder, values)))
                .hasMessageContaining("schema")
                .hasMessageContaining(name);
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnce() {
        Path values = Values.of(folder, "{autoscaling: {scaler: keda}, terminationGracePeriodSeconds: 1}");

        assertThatThrownBy(() -> Chart.notes(values))
                .hasMessageContaining("terminationGracePeriodSeconds is 1")
                .hasMessageContaining("serverAddress is empty");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "config: {concurrency: '${CONCURRENCY:64}', server: {port: 9090}} | ",
                "config: {buffer: {max-bytes: 128MiB}, start: PT24H, retry: {jitter: 0.5}} | ",
                "config: {topics: 'orders,payments', shutdown: {drain-timeout: PT10.5S}} | ",
                "config: {topics: null, topic-pattern: 'a.*'} | ",
                "global: {a: b} | ",
            })
    void whatTheWorkerAcceptsPasses(String values) {
        assertThatCode(() -> Chart.notes(Values.of(folder, values))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "config: {kafka: {session.timeout.ms: 10000}} | is taken for lost",
                "resources: {limits: null} | the heap becomes half of the node's memory",
                "config: {buffer: {max-bytes: 256MiB}} | it had better be 864Mi or more",
                "handlerContainer: {image: a, startupProbe: {tcpSocket: {port: 1}}} | nothing is delivered to it",
                "config: {handler: {type: log}} | contents included",
                "config: {membership: {instance-id: ''}} | every restart of a pod moves partitions",
                "podDisruptionBudget: {maxUnavailable: 0} | no node with one of these pods can be drained",
                "monitoring: {prometheusRule: {enabled: true}} | PolluxNoMembers fires",
                "autoscaling: {scaler: external, maxReplicas: 64} | autoscaling.maxReplicas is 64",
                "`{autoscaling: {scaler: external}, config: {membership: {on-shutdown: remain}}}` | auto knows a restart from a scale-in",
            },
            quoteCharacter = '`')
    void whatIsUnwiseIsInTheNotes(String values, String note) {
        assertThat(Chart.notes(Values.of(folder, values))).contains(note);
    }
}
