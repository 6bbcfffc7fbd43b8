/// Sessions: who they are, how long they stay, what APIs store in them, who is told, and where they survive.
package afb4j.core.session;
