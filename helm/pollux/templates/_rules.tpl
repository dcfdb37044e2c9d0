{{/*
What does not go together, each as a sentence that says what to do; all that is wrong is said at once. What concerns the
worker's configuration alone, the worker says itself; here are only those that the chart's own defaults can bring about.
*/}}
{{- define "pollux.rules" -}}
{{- $wrong := list }}
{{- range list "config" "scaling" "handler" "plugins" "rest" }}
{{- $wrong = concat $wrong (include (printf "pollux.rules.%s" .) $ | fromJsonArray) }}
{{- end }}
{{- if $wrong }}
{{- fail (printf "\n\n%s\n" (join "\n" $wrong)) }}
{{- end }}
{{- end }}

{{- define "pollux.rules.config" -}}
{{- $wrong := list }}
{{- $config := .Values.config }}
{{- if and (hasKey $config "topics") (hasKey $config "topic-pattern") }}
{{- $wrong = append $wrong "config.topics and config.topic-pattern are both set: set config.topics to null, for the chart's example sets it, or leave out config.topic-pattern." }}
{{- end }}
{{- if eq (include "pollux.port" .) "0" }}
{{- $wrong = append $wrong "config.server.port is 0, and probes and scrapes need to know the port: set it to a number such as 8080." }}
{{- end }}
{{- $id := dig "membership" "instance-id" "${POD_NAME:}" $config }}
{{- if and $id (not (contains "${" $id)) }}
{{- $wrong = append $wrong (printf "config.membership.instance-id is %s in every pod, and one id is for one member: leave it out, and each member is named after its pod." $id) }}
{{- end }}
{{- $drain := include "pollux.seconds" (dig "shutdown" "drain-timeout" "PT25S" $config | toString) }}
{{- if $drain }}
{{- $least := add (int $drain) 20 }}
{{- if le (int .Values.terminationGracePeriodSeconds) (int $least) }}
{{- $wrong = append $wrong (printf "terminationGracePeriodSeconds is %d, and the worker may need %d seconds to drain and 20 to commit and close: set it to more than %d, or lower config.shutdown.drain-timeout." (int .Values.terminationGracePeriodSeconds) (int $drain) $least) }}
{{- end }}
{{- end }}
{{- toJson $wrong }}
{{- end }}

{{- define "pollux.rules.scaling" -}}
{{- $wrong := list }}
{{- with .Values.autoscaling }}
{{- if ne .scaler "none" }}
{{- if lt (int .maxReplicas) (int .minReplicas) }}
{{- $wrong = append $wrong (printf "autoscaling.maxReplicas is %d and less than minReplicas, which is %d: raise the one or lower the other." (int .maxReplicas) (int .minReplicas)) }}
{{- end }}
{{- end }}
{{- if eq .scaler "keda" }}
{{- if eq .keda.trigger "prometheus" }}
{{- if not .keda.prometheus.serverAddress }}
{{- $wrong = append $wrong "autoscaling.keda.prometheus.serverAddress is empty: set it to where KEDA reaches Prometheus, such as http://prometheus-operated.monitoring:9090, or set autoscaling.keda.trigger to kafka." }}
{{- end }}
{{- if eq (int .minReplicas) 0 }}
{{- $wrong = append $wrong "autoscaling.minReplicas is 0, and without a member nobody reports pollux_replicas_wanted: set it to 1 or more, or set autoscaling.keda.trigger to kafka, which asks the brokers." }}
{{- end }}
{{- else if not (dig "kafka" "bootstrap.servers" "" $.Values.config) }}
{{- $wrong = append $wrong "autoscaling.keda.trigger is kafka, and config.kafka has no bootstrap.servers for it: write that key on one line, as bootstrap.servers." }}
{{- else if contains "${" (dig "kafka" "bootstrap.servers" "" $.Values.config | toString) }}
{{- $wrong = append $wrong "autoscaling.keda.trigger is kafka, and KEDA cannot read the environment of config.kafka.bootstrap.servers: write the servers there, or set autoscaling.keda.trigger to prometheus." }}
{{- end }}
{{- end }}
{{- if eq .scaler "hpa" }}
{{- if eq (int .minReplicas) 0 }}
{{- $wrong = append $wrong "autoscaling.minReplicas is 0, which a HorizontalPodAutoscaler does not do: set it to 1 or more, or set autoscaling.scaler to keda and autoscaling.keda.trigger to kafka." }}
{{- end }}
{{- if not (or .hpa.selector $.Values.monitoring.podMonitor.enabled $.Values.monitoring.serviceMonitor.enabled) }}
{{- $wrong = append $wrong "autoscaling.scaler is hpa, and nothing gives the metric the labels by which it is found: set monitoring.podMonitor.enabled to true, or autoscaling.hpa.selector to labels that your scrape adds." }}
{{- end }}
{{- end }}
{{- end }}
{{- toJson $wrong }}
{{- end }}

{{- define "pollux.rules.handler" -}}
{{- $wrong := list }}
{{- with .Values.handlerContainer }}
{{- if not .image }}
{{- $wrong = append $wrong "handlerContainer has no image: set handlerContainer.image to that of your program." }}
{{- end }}
{{- if not .startupProbe }}
{{- $wrong = append $wrong "handlerContainer has no startupProbe, so the worker would not wait for it: set handlerContainer.startupProbe, such as {httpGet: {path: /healthz, port: 3000}, periodSeconds: 1, failureThreshold: 60}." }}
{{- end }}
{{- if eq (.name | default "handler") $.Chart.Name }}
{{- $wrong = append $wrong (printf "handlerContainer.name is %s, which is the worker's: give it another one." $.Chart.Name) }}
{{- end }}
{{- if ne (.restartPolicy | default "Always") "Always" }}
{{- $wrong = append $wrong "handlerContainer.restartPolicy is not Always, so it would have to end before the worker starts: leave it out." }}
{{- end }}
{{- range .ports }}
{{- if eq (int .containerPort) (int (include "pollux.port" $)) }}
{{- $wrong = append $wrong (printf "handlerContainer and the worker would both listen on port %d of the pod: set config.server.port to another one." (int .containerPort)) }}
{{- end }}
{{- if eq (.name | default "") "http" }}
{{- $wrong = append $wrong "a port of handlerContainer is named http, as the worker's: give it another name." }}
{{- end }}
{{- end }}
{{- end }}
{{- toJson $wrong }}
{{- end }}

{{- define "pollux.rules.plugins" -}}
{{- $wrong := list }}
{{- if .Values.plugins.image }}
{{- if ne (dig "handler" "type" "" .Values.config) "java" }}
{{- $wrong = append $wrong "plugins.image is set, and config.handler.type is not java: set it to java, or leave plugins.image empty." }}
{{- else if ne (dig "handler" "java" "plugins" "" .Values.config) "/plugins" }}
{{- $wrong = append $wrong "plugins.image is set, and the worker does not look there: set config.handler.java.plugins to /plugins." }}
{{- end }}
{{- end }}
{{- toJson $wrong }}
{{- end }}

{{- define "pollux.rules.rest" -}}
{{- $wrong := list }}
{{- if and .Values.monitoring.podMonitor.enabled .Values.monitoring.serviceMonitor.enabled }}
{{- $wrong = append $wrong "monitoring.podMonitor and monitoring.serviceMonitor are both enabled, and every sum would count twice: enable one of them." }}
{{- end }}
{{- with .Values.podDisruptionBudget }}
{{- if and .enabled (kindIs "invalid" .minAvailable) (kindIs "invalid" .maxUnavailable) }}
{{- $wrong = append $wrong "podDisruptionBudget has neither maxUnavailable nor minAvailable: set one, or set podDisruptionBudget.enabled to false." }}
{{- end }}
{{- end }}
{{- if and .Values.rbac.create (include "pollux.asksKubernetes" .) (not .Values.serviceAccount.create) (not .Values.serviceAccount.name) }}
{{- $wrong = append $wrong "rbac.create would give the right to the namespace's default ServiceAccount and so to other pods: set serviceAccount.create to true, or serviceAccount.name, or config.membership.on-shutdown to leave." }}
{{- end }}
{{- toJson $wrong }}
{{- end }}
