{{/* Parts of the pod that are there only where they are asked for. */}}

{{/*
The handler's program as a sidecar: Kubernetes starts it before the worker, waits for its startupProbe, and stops it after the
worker's container has ended.
*/}}
{{- define "pollux.handlerContainer" -}}
{{- $handler := .Values.handlerContainer }}
- name: {{ $handler.name | default "handler" }}
  restartPolicy: Always
  securityContext:
    {{- toYaml ($handler.securityContext | default .Values.securityContext) | nindent 4 }}
  volumeMounts:
    - {name: handler-tmp, mountPath: /tmp}
    {{- with $handler.volumeMounts }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  {{- toYaml (omit $handler "name" "restartPolicy" "securityContext" "volumeMounts") | nindent 2 }}
{{- end }}

{{- define "pollux.copiesPlugins" -}}
{{- if and .Values.plugins.image (eq .Values.plugins.mount "copy") }}true{{ end }}
{{- end }}

{{- define "pollux.pluginsContainer" -}}
- name: plugins
  image: {{ .Values.plugins.image | quote }}
  imagePullPolicy: {{ .Values.plugins.pullPolicy }}
  command: [cp, -R, {{ printf "%s/." (trimSuffix "/" .Values.plugins.source) | quote }}, /copied]
  {{- with .Values.securityContext }}
  securityContext:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  resources:
    requests: {cpu: 10m, memory: 32Mi}
    limits: {memory: 64Mi}
  # Not at /plugins, which would hide the image's own.
  volumeMounts:
    - {name: plugins, mountPath: /copied}
{{- end }}

{{- define "pollux.pluginsMount" -}}
{{- if include "pollux.copiesPlugins" . -}}
- {name: plugins, mountPath: /plugins, readOnly: true}
{{- else -}}
- {name: plugins, mountPath: /plugins, subPath: {{ trimAll "/" .Values.plugins.source | quote }}, readOnly: true}
{{- end }}
{{- end }}

{{- define "pollux.pluginsVolume" -}}
- name: plugins
  {{- if include "pollux.copiesPlugins" . }}
  emptyDir: {}
  {{- else }}
  image:
    reference: {{ .Values.plugins.image | quote }}
    pullPolicy: {{ .Values.plugins.pullPolicy }}
  {{- end }}
{{- end }}

{{/* What an automounted token is, for the worker's container alone. */}}
{{- define "pollux.tokenVolume" -}}
- name: kubernetes
  projected:
    sources:
      - serviceAccountToken: {path: token, expirationSeconds: 3607}
      - configMap:
          name: kube-root-ca.crt
          items: [{key: ca.crt, path: ca.crt}]
      - downwardAPI:
          items: [{path: namespace, fieldRef: {fieldPath: metadata.namespace}}]
{{- end }}

{{- define "pollux.topologySpread" -}}
{{- $labels := dict "matchLabels" (include "pollux.selectorLabels" . | fromYaml) }}
{{- range $index, $constraint := .Values.topologySpreadConstraints }}
{{- if $index }}
{{ end -}}
{{- list (merge (dict) $constraint (dict "labelSelector" $labels)) | toYaml }}
{{- end }}
{{- end }}
