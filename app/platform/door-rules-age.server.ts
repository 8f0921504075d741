let age = 0;

/** Who keeps what operators have set for the doors compares this with what it was at reading. */
export function doorRulesAge(): number {
  return age;
}

/** After a commit that changes a rule of the doors: in this process it holds for the very next that comes in. */
export function outdateDoorRules(): void {
  age += 1;
}
