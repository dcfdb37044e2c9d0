/** The Helm chart, the plain manifests, the alerts and the dashboard, looked at by the tools that will read them. */
@NullMarked
package dev.pollux.chart;

import org.jspecify.annotations.NullMarked;
