export { changeArticle, createArticle, getArticle, type NewArticle } from './articles.ts';
export { type ArticleRow, deleteArticle, listArticles, listVersions } from './store.ts';
