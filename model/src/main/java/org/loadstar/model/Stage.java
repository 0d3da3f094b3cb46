package org.loadstar.model;

/// One planned calendar year.
///
/// @param index position in the plan, 0 first
/// @param year calendar year; capacities are those standing at its end and serve the whole stage
/// @param years years that the stage stands for
/// @param discount d_y, sum of the discount factors of these years
/// @param socialDiscount the same at the social rate
/// @param grid its timesteps
public record Stage(int index, int year, int years, double discount, double socialDiscount, TimeGrid grid) {}
