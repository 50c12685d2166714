"use strict";
Scalar.createApiReference("#app", { url: "/openapi/v1.json", withDefaultFonts: false, telemetry: false, hideClientButton: true });
