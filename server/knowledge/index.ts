export { changeArticle, createArticle, getArticle, type NewArticle } from './articles.ts';
export { type ArticleRow, deleteArticle, listArticles, listByNumber, listVersions } from './store.ts';
