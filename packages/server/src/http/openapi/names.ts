/** `conversations.messages.send` as `ConversationsMessagesSend`; codes with underscores alike. */
export const pascalCase = (name: string): string =>
  name.replace(/(^|[._])(\w)/g, (_match, _mark, first: string) => first.toUpperCase());

export const camelCase = (name: string): string => {
  const pascal = pascalCase(name);
  return pascal.charAt(0).toLowerCase() + pascal.slice(1);
};
