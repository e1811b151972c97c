// What a person sets up at the door.
export type Way = 'connect' | 'practice';
