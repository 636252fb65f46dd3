import type { Example } from './example.ts'

/** Answers of a shop's help pages, as objects of which two fields are read. */
export const questions: Example = {
  name: 'Questions and answers',
  note: 'Objects of which two fields, title and text, are read together.',
  query: 'i do not like what i bought, how do i get my money back',
  fields: ['title', 'text'],
  candidates: [
    {
      id: 'money',
      title: 'Which currencies can I pay in?',
      text: 'We take your money in euros, pounds, dollars and francs. Your bank may charge you for changing it.',
    },
    {
      id: 'address',
      title: 'I got my address wrong. Can I change it?',
      text: 'Yes, as long as the parcel has not left. Open the order in your account and choose Edit address.',
    },
    {
      id: 'password',
      title: 'How do I get back into my account?',
      text: 'Ask for a new password on the page where you sign in. The link in our message works for an hour.',
    },
    {
      id: 'gift',
      title: 'Can I get a gift card?',
      text: 'Gift cards are sent by mail within minutes. They are good for three years.',
    },
    {
      id: 'returns',
      title: 'Returns and refunds',
      text: 'Not happy with your order? Send it back unused within 30 days, and we refund the full price to the card that you paid with.',
    },
    {
      id: 'broken',
      title: 'My order arrived broken',
      text: 'Send us a photo within a week. You choose whether we repair it, replace it, or give you what you paid.',
    },
    {
      id: 'cancel',
      title: 'Cancelling an order',
      text: 'An order can be cancelled free of charge until it is packed. After that, wait for the parcel and return it.',
    },
    {
      id: 'mind',
      title: 'Mind the step: visiting our shop',
      text: 'Our shop is in the back of the yard. There is a step at the entrance; ring, and we bring a ramp.',
    },
    {
      id: 'invoice',
      title: 'Where is my invoice?',
      text: 'Invoices are in your account, under Orders. Companies get theirs by mail at the end of the month.',
    },
  ],
}
