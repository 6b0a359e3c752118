/** Whether a series of figures still rises or falls. */
package io.datastorm.core.trend;
