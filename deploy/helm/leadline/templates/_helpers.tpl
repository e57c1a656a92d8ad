{{/* Name of an object: the release, and what it is. */}}
{{- define "leadline.name" -}}
{{- printf "%s-%s" .root.Release.Name .part | trunc 63 | trimSuffix "-" -}}
{{- end }}

{{/* Labels by which pods are selected. They can never change. */}}
{{- define "leadline.selector" -}}
app.kubernetes.io/name: leadline
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .part }}
{{- end }}

{{- define "leadline.labels" -}}
{{ include "leadline.selector" . }}
app.kubernetes.io/part-of: leadline
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version }}
{{- end }}

{{- define "leadline.image" -}}
{{ .root.Values.image.registry }}/{{ .part }}:{{ .root.Values.image.tag | default .root.Chart.AppVersion }}
{{- end }}

{{/* Settings that everything has. */}}
{{- define "leadline.commonEnv" -}}
- { name: LEADLINE_KAFKA, value: {{ .Values.kafka.brokers | quote }} }
- { name: LEADLINE_REGISTRY, value: {{ .Values.registry.url | quote }} }
- { name: LEADLINE_LOG, value: {{ .Values.logLevel }} }
- { name: TMPDIR, value: /tmp }
- { name: LEADLINE_KAFKA_TLS, value: {{ ternary "on" "off" .Values.kafka.tls | quote }} }
- { name: LEADLINE_KAFKA_SASL, value: {{ .Values.kafka.sasl }} }
{{- with .Values.insecure }}
- { name: LEADLINE_INSECURE, value: {{ . | quote }} }
{{- end }}
{{- end }}

{{/* A setting out of a Secret. */}}
{{- define "leadline.secret" -}}
- { name: {{ .setting }}, valueFrom: { secretKeyRef: { name: {{ .secret }}, key: {{ .key }}{{ if .optional }}, optional: true{{ end }} } } }
{{- end }}

{{/* Parts of what a server is trusted by and shown, out of the chart's Secret as far as that has them. `server` is KAFKA, REGISTRY or REDIS. */}}
{{- define "leadline.access" -}}
{{- $lines := list }}
{{- range $part := .parts | default (list "CA" "CERT" "KEY" "USER" "PASSWORD") }}
{{- $setting := printf "LEADLINE_%s_%s" $.server $part }}
{{- $lines = append $lines (include "leadline.secret" (dict "setting" $setting "secret" $.root.Values.secrets.name "key" $setting "optional" true)) }}
{{- end }}
{{- join "\n" $lines }}
{{- end }}

{{/* Kafka and the registry, as everything that runs reaches them. `user` is the part whose KafkaUser it is, where Strimzi makes users; without it the Secret tells, as it does the certificate where that is made elsewhere (tls-external). */}}
{{- define "leadline.accessEnv" -}}
{{- $strimzi := .root.Values.strimzi }}
{{- if .root.Values.kafka.caSecret }}
{{- include "leadline.secret" (dict "setting" "LEADLINE_KAFKA_CA" "secret" .root.Values.kafka.caSecret "key" "ca.crt") }}
{{- else }}
{{- include "leadline.access" (dict "root" .root "server" "KAFKA" "parts" (list "CA")) }}
{{- end }}
{{- if not (and .user $strimzi.users) }}
{{ include "leadline.access" (dict "root" .root "server" "KAFKA" "parts" (list "CERT" "KEY" "USER" "PASSWORD")) }}
{{- else }}
{{- $user := include "leadline.name" (dict "root" .root "part" .user) }}
{{- if eq $strimzi.authentication "scram-sha-512" }}
- { name: LEADLINE_KAFKA_USER, value: {{ $user }} }
{{ include "leadline.secret" (dict "setting" "LEADLINE_KAFKA_PASSWORD" "secret" $user "key" "password") }}
{{- else if eq $strimzi.authentication "tls" }}
{{ include "leadline.secret" (dict "setting" "LEADLINE_KAFKA_CERT" "secret" $user "key" "user.crt") }}
{{ include "leadline.secret" (dict "setting" "LEADLINE_KAFKA_KEY" "secret" $user "key" "user.key") }}
{{- else }}
{{ include "leadline.access" (dict "root" .root "server" "KAFKA" "parts" (list "CERT" "KEY")) }}
{{- end }}
{{- end }}
{{ include "leadline.access" (dict "root" .root "server" "REGISTRY") }}
{{- end }}

{{- define "leadline.podSecurity" -}}
runAsNonRoot: true
runAsUser: 10001
runAsGroup: 10001
fsGroup: 10001
fsGroupChangePolicy: OnRootMismatch
seccompProfile: { type: RuntimeDefault }
{{- end }}

{{- define "leadline.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities: { drop: [ALL] }
{{- end }}

{{/* Where pods may run. */}}
{{- define "leadline.placement" -}}
{{- with .Values.image.pullSecrets }}
imagePullSecrets: {{ toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.nodeSelector }}
nodeSelector: {{ toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.tolerations }}
tolerations: {{ toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- end }}

{{- define "leadline.modelsClaim" -}}
{{ .Values.models.existingClaim | default (include "leadline.name" (dict "root" . "part" "models")) }}
{{- end }}

{{/*
How old the oldest record is that a stage has not done yet, in seconds. Each pod tells it of the whole group. A scrape for
which Kafka was too slow has no sample: the one before counts.
*/}}
{{- define "leadline.age" -}}
max(last_over_time(leadline_oldest_age_seconds{group="{{ . }}"}[2m]))
{{- end }}

{{/* A run of the command line: `name` and `args` of a container. */}}
{{- define "leadline.cliContainer" -}}
- name: {{ .name }}
  image: {{ include "leadline.image" (dict "root" .root "part" "cli") }}
  imagePullPolicy: {{ .root.Values.image.pullPolicy }}
  args: {{ toJson .args }}
  env:
    {{- include "leadline.commonEnv" .root | nindent 4 }}
    {{- include "leadline.accessEnv" (dict "root" .root "user" (ternary "operators" "" (.account | default false))) | nindent 4 }}
    {{- if .models }}
    - { name: LEADLINE_MODELS, value: /models }
    {{- end }}
    {{- if .audits }}
    {{- include "leadline.secret" (dict "setting" "LEADLINE_REDIS" "secret" .root.Values.secrets.name "key" "LEADLINE_REDIS") | nindent 4 }}
    {{- include "leadline.access" (dict "root" .root "server" "REDIS") | nindent 4 }}
    {{- /* `leadline replay` draws again what was drawn. */}}
    {{- include "leadline.secret" (dict "setting" "LEADLINE_ASSIGNMENT_SALT" "secret" .root.Values.secrets.name "key" "LEADLINE_ASSIGNMENT_SALT" "optional" true) | nindent 4 }}
    {{- end }}
    {{- if .intake }}
    - { name: LEADLINE_INTAKE, value: {{ printf "http://%s:8080" (include "leadline.name" (dict "root" .root "part" "intake")) }} }
    - name: LEADLINE_API_KEY
      valueFrom: { secretKeyRef: { name: {{ .root.Values.secrets.name }}, key: LEADLINE_API_KEY, optional: true } }
    {{- end }}
  resources: {{ toJson .root.Values.jobs.resources }}
  securityContext: {{ include "leadline.containerSecurity" . | nindent 4 }}
  volumeMounts:
    - { name: scratch, mountPath: /tmp }
    {{- if .models }}
    - { name: models, mountPath: /models }
    {{- end }}
{{- end }}

{{/* A pod of the command line: everything below the Job's `template`. `first` are the arguments of a run before the one of `args`. */}}
{{- define "leadline.cliPod" -}}
metadata:
  labels: {{ include "leadline.labels" (dict "root" .root "part" .part) | nindent 4 }}
spec:
  restartPolicy: {{ .restart }}
  automountServiceAccountToken: false
  {{- if .account }}
  serviceAccountName: {{ include "leadline.name" (dict "root" .root "part" .part) }}
  {{- end }}
  enableServiceLinks: false
  securityContext: {{ include "leadline.podSecurity" . | nindent 4 }}
  {{- include "leadline.placement" .root | nindent 2 }}
  {{- if .first }}
  initContainers:
    {{- include "leadline.cliContainer" (merge (dict "name" "first" "args" .first) .) | nindent 4 }}
  {{- end }}
  containers:
    {{- include "leadline.cliContainer" (merge (dict "name" "leadline") .) | nindent 4 }}
  volumes:
    - { name: scratch, emptyDir: { sizeLimit: 1Gi } }
    {{- if .models }}
    - { name: models, persistentVolumeClaim: { claimName: {{ include "leadline.modelsClaim" .root }} } }
    {{- end }}
{{- end }}
