/** Version of what the generator writes. It rises with every change of the output; the output itself never holds it. */
export const GENERATOR_VERSION = '3.0.0';
