namespace PRIOslo.Bomiljo.Suitability.Metrics;

/// <summary>The layers that the metrics read; a missing layer is an empty one.</summary>
public sealed record MetricLayers(ShapeLayer Buildings, ShapeLayer Businesses, ShapeLayer Schools, ShapeLayer Kindergartens);
