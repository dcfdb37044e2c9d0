package dev.pollux.sim;

/**
 * A bug to plant in the engine.
 *
 * @param name for people
 * @param file in the engine's package
 * @param text what to replace; in the file exactly once
 */
record PlantedBug(String name, String file, String text, String replacement) {}
