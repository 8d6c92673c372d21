{{- define "assay.labels" -}}
app.kubernetes.io/name: assay
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- end }}

{{- define "assay.selector" -}}
app.kubernetes.io/name: assay
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "assay.secret" -}}
{{ .Values.existingSecret | default (printf "%s-assay" .Release.Name) }}
{{- end }}

{{- define "assay.claim" -}}
{{ .Values.persistence.existingClaim | default (printf "%s-assay" .Release.Name) }}
{{- end }}

{{- define "assay.storage" -}}
{{ .Values.storage.s3 | default "/var/lib/assay/data/files" }}
{{- end }}
