{{- define "pollux.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 52 | trimSuffix "-" }}
{{- end }}

{{/* At most 52 characters: a StatefulSet's name and a hash of 10 have to fit into a label. */}}
{{- define "pollux.fullname" -}}
{{- if .Values.fullnameOverride }}
{{- .Values.fullnameOverride | trunc 52 | trimSuffix "-" }}
{{- else }}
{{- $name := default .Chart.Name .Values.nameOverride }}
{{- if contains $name .Release.Name }}
{{- .Release.Name | trunc 52 | trimSuffix "-" }}
{{- else }}
{{- printf "%s-%s" .Release.Name $name | trunc 52 | trimSuffix "-" }}
{{- end }}
{{- end }}
{{- end }}

{{- define "pollux.chart" -}}
{{- printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-" }}
{{- end }}

{{- define "pollux.labels" -}}
helm.sh/chart: {{ include "pollux.chart" . }}
{{ include "pollux.selectorLabels" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- end }}

{{- define "pollux.selectorLabels" -}}
app.kubernetes.io/name: {{ include "pollux.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "pollux.serviceAccountName" -}}
{{- if .Values.serviceAccount.create }}
{{- default (include "pollux.fullname" .) .Values.serviceAccount.name }}
{{- else }}
{{- default "default" .Values.serviceAccount.name }}
{{- end }}
{{- end }}

{{- define "pollux.image" -}}
{{- printf "%s:%s" .Values.image.repository (.Values.image.tag | default .Chart.AppVersion) }}
{{- end }}

{{- define "pollux.port" -}}
{{- dig "server" "port" 8080 .Values.config | int }}
{{- end }}

{{/* "true" where the worker asks the API server for its own StatefulSet; else empty. */}}
{{- define "pollux.asksKubernetes" -}}
{{- if and (eq (dig "membership" "on-shutdown" "auto" .Values.config) "auto") (ne (dig "membership" "instance-id" "${POD_NAME:}" .Values.config) "") -}}
true
{{- end }}
{{- end }}

{{/* The seconds of an ISO-8601 duration, without fractions; empty for anything else, such as ${NAME}. */}}
{{- define "pollux.seconds" -}}
{{- $pattern := "^P(?:([0-9]+)D)?(?:T(?:([0-9]+)H)?(?:([0-9]+)M)?(?:([0-9]+)(?:[.][0-9]+)?S)?)?$" }}
{{- if regexMatch $pattern . }}
{{- $parts := splitList ":" (regexReplaceAll $pattern . "${1}:${2}:${3}:${4}") }}
{{- add (mul (int (index $parts 0)) 86400) (mul (int (index $parts 1)) 3600) (mul (int (index $parts 2)) 60) (int (index $parts 3)) }}
{{- end }}
{{- end }}

{{/* Bytes of 512Mi, 64MiB, 1G or 1000; empty for anything else. */}}
{{- define "pollux.bytes" -}}
{{- $text := toString . }}
{{- if regexMatch "^[0-9]+(Ki|Mi|Gi|KiB|MiB|GiB|k|M|G)?$" $text }}
{{- $units := dict "" 1 "k" 1000 "M" 1000000 "G" 1000000000 "Ki" 1024 "Mi" 1048576 "Gi" 1073741824 }}
{{- mul (int64 (regexFind "^[0-9]+" $text)) (get $units (regexReplaceAll "^[0-9]+|B$" $text "")) }}
{{- end }}
{{- end }}

{{/* The release's pods in PromQL, whatever scrapes them. */}}
{{- define "pollux.series" -}}
namespace="{{ .Release.Namespace }}",pod=~"{{ include "pollux.fullname" . }}-[0-9]+"
{{- end }}

{{- define "pollux.behavior" -}}
{{- toYaml .Values.autoscaling.behavior }}
{{- end }}

{{/*
spec.replicas: the number, or nothing where something else decides on it. A StatefulSet whose replicas an earlier release wrote
would be set to 1 by the upgrade that leaves them out, so there the number that it has now is written, now and later; the
annotation tells.
*/}}
{{- define "pollux.replicas" -}}
{{- if eq .Values.autoscaling.scaler "none" }}
{{- .Values.replicaCount }}
{{- else if .Release.IsUpgrade }}
{{- $live := lookup "apps/v1" "StatefulSet" .Release.Namespace (include "pollux.fullname" .) }}
{{- if and $live (eq (dig "metadata" "annotations" "pollux.dev/replicas" "" $live) "written") }}
{{- $live.spec.replicas }}
{{- end }}
{{- end }}
{{- end }}

{{/* Where an alert's runbook is. */}}
{{- define "pollux.runbook" -}}
{{- $alert := last . }}
{{- with (first .).Values.monitoring.prometheusRule.runbookUrl -}}
runbook_url: {{ printf "%s#%s" . (lower $alert) | quote }}
{{- else -}}
runbook: {{ printf "README of Pollux, section %s" $alert | quote }}
{{- end }}
{{- end }}
